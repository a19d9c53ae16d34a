import { setImmediate as nextTurn } from 'node:timers/promises';

const SLICE_MS = 2;

/**
 * For long work beside requests: awaited between its steps, the function it gives lets everything else have its turn
 * each time the work has had its slice.
 */
export function timeSlices(nowMs: () => number = () => performance.now()): () => Promise<void> {
  let startedAtMs = nowMs();
  return async () => {
    if (nowMs() - startedAtMs < SLICE_MS) return;
    await nextTurn();
    startedAtMs = nowMs();
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveProcess } from './live-process.js';

const POLL_MS = 25;
const LAST_RESORT_WAIT_MS = 5_000;

export type StopPlan = {
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
  /** Sent when the grace is over, or at once when stopping is forced. */
  readonly lastResort: NodeJS.Signals;
};

/** Ends a process: politely first, by force after the grace or when `force` fires. Returns once it is gone. */
export async function stopProcess(process: LiveProcess, plan: StopPlan, force: AbortSignal): Promise<void> {
  sendSignal(process, plan.signal);
  if (await isGoneWithin(process, plan.graceMs, force)) return;
  sendSignal(process, plan.lastResort);
  if (await isGoneWithin(process, LAST_RESORT_WAIT_MS)) return;
  sendSignal(process, 'SIGKILL');
  await isGoneWithin(process, LAST_RESORT_WAIT_MS);
}

async function isGoneWithin(process: LiveProcess, timeoutMs: number, giveUp?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (process.isAlive()) {
    if (performance.now() >= deadline || giveUp?.aborted) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function sendSignal({ pid, isAlive }: LiveProcess, signal: NodeJS.Signals): void {
  if (!isAlive()) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Gone since.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

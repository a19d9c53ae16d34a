import { monitorEventLoopDelay } from 'node:perf_hooks';
import { PAUSES, type PauseReport } from './pause-report.js';

/**
 * Loaded into a service before its own code (`--import`): watches the event loop from inside and answers the bench's
 * questions about it. The service knows nothing of it.
 */
const RESOLUTION_MS = 1;
const NS_PER_MS = 1_000_000;

const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

process.on('message', (question: { type?: string }) => {
  if (question.type !== PAUSES) return;
  // The watch is a timer of its own, so its interval is in all that it measures.
  const report: PauseReport = { type: PAUSES, maxMs: Math.max(0, delays.max / NS_PER_MS - RESOLUTION_MS) };
  delays.reset();
  process.send?.(report);
});
// The service ends when it wants to; a listener alone would keep it.
process.channel?.unref();

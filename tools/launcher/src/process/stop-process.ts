import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './running-process.js';

const POLL_MS = 25;
const LAST_RESORT_WAIT_MS = 5_000;

export type StopPlan = {
  readonly signal: NodeJS.Signals;
  readonly graceMs: number;
  /** Sent when the grace is over, or at once when `force` fires. */
  readonly lastResort: NodeJS.Signals;
  readonly force: AbortSignal;
};

/** Ends a process: politely first, by force after `graceMs`. Returns once it is gone. */
export async function stopProcess(pid: number, plan: StopPlan): Promise<void> {
  sendSignal(pid, plan.signal);
  if (await isGoneWithin(pid, plan.graceMs, plan.force)) return;
  sendSignal(pid, plan.lastResort);
  if (await isGoneWithin(pid, LAST_RESORT_WAIT_MS)) return;
  sendSignal(pid, 'SIGKILL');
  await isGoneWithin(pid, LAST_RESORT_WAIT_MS);
}

/** Resolves once the process is gone; for one that is not our child and so has no exit event. */
export async function untilGone(pid: number, pollMs = 250): Promise<string> {
  while (isRunning(pid)) await sleep(pollMs);
  return 'is gone';
}

async function isGoneWithin(pid: number, timeoutMs: number, giveUp?: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(pid)) {
    if (performance.now() >= deadline || giveUp?.aborted) return false;
    await sleep(POLL_MS);
  }
  return true;
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

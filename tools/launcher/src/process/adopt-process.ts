import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveProcess } from './live-process.js';
import { describeProcess } from './running-process.js';

const POLL_MS = 500;

/** Looks after a process that somebody else has started, and whose end therefore nobody reports to us. */
export function adoptProcess(pid: number): LiveProcess {
  const startedAt = describeProcess(pid)?.startedAt;
  const isAlive = () => startedAt !== undefined && describeProcess(pid)?.startedAt === startedAt;
  return { pid, exited: untilGone(isAlive), isAlive };
}

async function untilGone(isAlive: () => boolean): Promise<string> {
  while (isAlive()) await sleep(POLL_MS);
  return 'is gone';
}

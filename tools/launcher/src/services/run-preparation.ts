import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { LineSplitter } from '../logs/line-splitter.js';
import { rotateLog } from '../logs/rotate-log.js';
import { spawnNodeProcess } from '../process/node-process.js';
import { type StopPlan, stopProcess } from '../process/stop-process.js';
import { type GeneratedPassword, parseGeneratedPassword } from './generated-password.js';
import type { ServiceOptions } from './service-unit.js';

const stopPlan: StopPlan = { signal: 'SIGTERM', graceMs: 10_000, lastResort: 'SIGKILL' };
const LAST_LINE_COUNT = 15;

/**
 * Runs the preparation to its end. `onPassword` gets a generated password the moment it is told: should anything
 * fail afterwards, it could not be had again. It is the one line that stays out of the log.
 */
export async function runPreparation(
  options: ServiceOptions,
  onPassword: (generated: GeneratedPassword) => void,
  signal: AbortSignal,
): Promise<void> {
  const lines: string[] = [];
  rotateLog(options.logFile);
  const spawned = await spawnNodeProcess({ ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const onAbort = () => void stopProcess(spawned, stopPlan, new AbortController().signal);
  signal.addEventListener('abort', onAbort);
  try {
    await readLines(spawned.child, (line) => {
      const generated = parseGeneratedPassword(line);
      if (generated) return onPassword(generated);
      lines.push(line);
      appendFileSync(options.logFile, `${line}\n`, { mode: 0o600 });
    });
    const reason = await spawned.exited;
    signal.throwIfAborted();
    if (spawned.child.exitCode !== 0) {
      throw new Error([`Preparing the database ${reason}`, ...lines.slice(-LAST_LINE_COUNT)].join('\n'));
    }
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Resolves when the process has ended and all of its output is read. */
async function readLines(child: ChildProcess, onLine: (line: string) => void): Promise<void> {
  const splitters = [child.stdout, child.stderr].map((stream) => {
    const lines = new LineSplitter(onLine);
    stream?.on('data', (chunk: Buffer) => lines.push(chunk));
    return lines;
  });
  await once(child, 'close');
  for (const lines of splitters) lines.flush();
}

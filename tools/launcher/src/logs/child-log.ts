import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { rotateLog } from './rotate-log.js';

/** Opens a log for a child to write to by itself, and closes our side of it once the child has it. */
export async function withChildLog<T>(file: string, spawn: (log: number) => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  rotateLog(file);
  const log = openSync(file, 'a', 0o600);
  try {
    return await spawn(log);
  } finally {
    closeSync(log);
  }
}

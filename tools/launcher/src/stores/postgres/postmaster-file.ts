import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type PostmasterFile = { readonly pid: number; readonly port: number };

/** Parses postmaster.pid: one value a line, the pid first, the port fourth. Undefined while it is being written. */
export function parsePostmasterFile(content: string): PostmasterFile | undefined {
  const lines = content.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/** The lock file that a running, or killed, Postgres keeps in its data folder. */
export function readPostmasterFile(dataFolder: string): PostmasterFile | undefined {
  try {
    return parsePostmasterFile(readFileSync(postmasterFilePath(dataFolder), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

export function postmasterFilePath(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid');
}

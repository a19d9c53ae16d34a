import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { describeProcess } from '../process/running-process.js';

type Holder = { readonly pid: number; readonly startedAt: string };

export type FolderLock = {
  /** The last holder was killed: what it started may still be around. */
  readonly isTakenOver: boolean;
  release(): void;
};

export class FolderInUseError extends Error {
  constructor(
    readonly pid: number,
    file: string,
  ) {
    super(
      `Process ${pid} already runs on this data folder (${file}); stop it, or set SWITCHYARD_HOME to another folder`,
    );
    this.name = 'FolderInUseError';
  }
}

/** Takes the lock at `file`, also from a holder that was killed; throws `FolderInUseError` when one is alive. */
export function lockFolder(file: string): FolderLock {
  const own = JSON.stringify(currentHolder());
  const last = readLock(file);
  if (last !== undefined) removeStaleLock(file, last);
  try {
    writeFileSync(file, own, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new FolderInUseError(parseHolder(readLock(file))?.pid ?? 0, file);
  }
  return {
    isTakenOver: last !== undefined,
    release: () => {
      if (readLock(file) === own) unlinkSync(file);
    },
  };
}

function currentHolder(): Holder {
  return { pid: process.pid, startedAt: describeProcess(process.pid)?.startedAt ?? '' };
}

function removeStaleLock(file: string, content: string): void {
  refuseLiveHolder(content, file);
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const taken = readFileSync(aside, 'utf8');
  // Two launchers may find the same stale lock: whoever comes second moved the first one's fresh lock aside.
  if (taken !== content) linkSync(aside, file);
  unlinkSync(aside);
  if (taken !== content) refuseLiveHolder(taken, file);
}

function refuseLiveHolder(content: string, file: string): void {
  const holder = parseHolder(content);
  if (holder === undefined) return;
  if (describeProcess(holder.pid)?.startedAt === holder.startedAt)
    throw new FolderInUseError(holder.pid, file);
}

function readLock(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseHolder(content: string | undefined): Holder | undefined {
  try {
    return content === undefined ? undefined : (JSON.parse(content) as Holder);
  } catch {
    // Killed between creating and writing the file.
    return undefined;
  }
}

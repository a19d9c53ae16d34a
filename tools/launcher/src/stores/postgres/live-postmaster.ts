import { rmSync } from 'node:fs';
import { describeProcess } from '../../process/running-process.js';
import { type PostmasterFile, postmasterFilePath, readPostmasterFile } from './postmaster-file.js';

/** The Postgres that already runs on this data folder, left alive by a launcher that was killed. */
export function livePostmaster(dataFolder: string): PostmasterFile | undefined {
  const file = readPostmasterFile(dataFolder);
  const running = file && describeProcess(file.pid);
  if (!running) return undefined;
  if (running.command.includes(dataFolder)) return file;
  // After a reboot another program may have the old pid, and Postgres would refuse to start because of it.
  // Should it be a Postgres after all, that one's own checks are to decide.
  if (!running.command.includes('postgres')) rmSync(postmasterFilePath(dataFolder), { force: true });
  return undefined;
}

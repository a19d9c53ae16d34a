import { renameSync, statSync } from 'node:fs';

export const LOG_SIZE_CAP_BYTES = 20 * 1024 * 1024;

/** Moves a log that has reached the size cap to `<file>.1`, in place of the one moved before. */
export function rotateLog(file: string, capBytes = LOG_SIZE_CAP_BYTES): void {
  const sizeBytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (sizeBytes >= capBytes) renameSync(file, `${file}.1`);
}

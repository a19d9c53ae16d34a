import { readFileSync } from 'node:fs';

const BYTES_PER_KIB = 1_024;

/** Memory of a process that is really there (VmRSS), or null where /proc does not tell. */
export function residentBytes(pid: number): number | null {
  try {
    return parseResidentBytes(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return null;
  }
}

/** @param status the text of /proc/PID/status */
export function parseResidentBytes(status: string): number {
  const kib = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kib === undefined) throw new Error('the status tells no VmRSS');
  return Number(kib) * BYTES_PER_KIB;
}

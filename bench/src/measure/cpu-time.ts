import { readFileSync } from 'node:fs';

/** What /proc counts in, on every Linux that Node runs on. */
const MS_PER_TICK = 10;
/** The fields begin behind the name, which may itself hold blanks and parentheses. */
const USER_FIELD = 11;
const SYSTEM_FIELD = 12;

/** CPU time, user and system, that processes have used since their start, or null where /proc does not tell. */
export function cpuTimeMs(pids: readonly number[]): number | null {
  if (pids.length === 0) return null;
  try {
    return pids.reduce((sum, pid) => sum + parseCpuTimeMs(readFileSync(`/proc/${pid}/stat`, 'utf8')), 0);
  } catch {
    return null;
  }
}

/** @param stat the text of /proc/PID/stat */
export function parseCpuTimeMs(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_FIELD]) + Number(fields[SYSTEM_FIELD])) * MS_PER_TICK;
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type RunningProcess = {
  /** Tells a process from a later one that got the same pid. Only good for comparing. */
  readonly startedAt: string;
  readonly command: string;
};

/** What the operating system knows of a process, or undefined when there is none (a zombie counts as none). */
export function describeProcess(pid: number): RunningProcess | undefined {
  // Small Linux images come without `ps`, macOS without /proc.
  return process.platform === 'linux' ? describeFromProc(pid) : describeFromPs(pid);
}

/** Whether the process exists and is not a zombie. */
export function isRunning(pid: number): boolean {
  return describeProcess(pid) !== undefined;
}

function describeFromProc(pid: number): RunningProcess | undefined {
  try {
    const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    // A process we adopted stays a zombie where pid 1 never reaps, as in many containers.
    if (stat.state === 'Z') return undefined;
    // Start times count from boot, so the boot belongs to the identity.
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { startedAt: `${boot} ${stat.startTicks}`, command };
  } catch {
    return undefined;
  }
}

/** Picks state and start time out of proc(5)'s stat line; the command in it may hold spaces and brackets. */
export function parseProcStat(line: string): { state: string; startTicks: string } {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

function describeFromPs(pid: number): RunningProcess | undefined {
  const columns = ['-o', 'stat=', '-o', 'lstart=', '-o', 'command='];
  try {
    const line = execFileSync('ps', [...columns, '-p', String(pid)], {
      encoding: 'utf8',
      env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return parsePsLine(line);
  } catch {
    return undefined;
  }
}

/** Parses `stat lstart command`, where lstart is five words such as `Thu Nov 20 16:05:46 2026`. */
export function parsePsLine(line: string): RunningProcess | undefined {
  const match = /^\s*(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s+(.*\S)\s*$/.exec(line);
  if (!match || match[1]?.startsWith('Z')) return undefined;
  return { startedAt: match[2] ?? '', command: match[3] ?? '' };
}

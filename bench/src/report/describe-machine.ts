import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem, type } from 'node:os';
import type { Tools } from '../tools.js';
import type { Machine } from './results.js';

/** What the numbers were measured on and with. */
export const describeMachine = ({ nginx, wrk, load }: Tools): Machine => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  os: `${distribution() ?? type()}, kernel ${release()}`,
  node: process.version,
  nginx: nginx?.version ?? null,
  wrk: wrk?.version ?? null,
  load: load.name,
});

function distribution(): string | undefined {
  try {
    return /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

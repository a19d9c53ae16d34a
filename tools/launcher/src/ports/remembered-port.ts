import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { findFreePort, isPortFree } from './free-port.js';

/** The port noted in `file`, or undefined when none is. */
export function readPort(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

/** The port of the last run when it is still free, so that URLs people noted stay true; else a new one. */
export async function rememberedPort(file: string): Promise<number> {
  const last = readPort(file);
  if (last !== undefined && (await isPortFree(last))) return last;
  const port = await findFreePort();
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${port}\n`);
  return port;
}

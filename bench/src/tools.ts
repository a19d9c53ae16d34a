import { autocannonTool } from './load/autocannon.js';
import type { LoadTool } from './load/closed-loop.js';
import { wrk } from './load/wrk.js';
import { findProgram } from './process/find-program.js';
import { runProgram } from './process/run-program.js';

export type InstalledTool = { readonly path: string; readonly version: string };

/** What the machine has of the programs the bench can use but does not need. */
export type Tools = {
  readonly nginx: InstalledTool | undefined;
  readonly wrk: InstalledTool | undefined;
  readonly load: LoadTool;
};

const VERSION_TIMEOUT_MS = 5_000;

export async function findTools(): Promise<Tools> {
  const [nginx, wrkTool] = await Promise.all([findTool('nginx'), findTool('wrk')]);
  return { nginx, wrk: wrkTool, load: wrkTool ? wrk(wrkTool.path) : autocannonTool };
}

async function findTool(name: 'nginx' | 'wrk'): Promise<InstalledTool | undefined> {
  const path = findProgram(name);
  if (path === undefined) return undefined;
  // wrk tells its version with its usage, and ends with 1.
  const output = await runProgram(path, ['-v'], { timeoutMs: VERSION_TIMEOUT_MS }).catch(String);
  return { path, version: /\d+\.\d+(\.\d+)?/.exec(output.replace(path, ''))?.[0] ?? 'unknown' };
}

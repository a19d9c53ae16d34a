import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Log } from '../../console/terminal.js';
import { isRecentEnough, type NativeVersion, parseRedisVersion } from './redis-version.js';

const run = promisify(execFile);
const commands = ['redis-server', 'valkey-server'] as const;

export type NativeRedisBinary = NativeVersion & { readonly command: string };

/** The first Redis or Valkey on the PATH that is recent enough. */
export async function findNativeRedis(log: Log): Promise<NativeRedisBinary | undefined> {
  for (const command of commands) {
    const version = await readVersion(command);
    if (version && isRecentEnough(version)) return { ...version, command };
    if (version) log(`${command} ${version.text} on the PATH is older than 6.2 and is left alone`);
  }
  return undefined;
}

async function readVersion(command: string): Promise<NativeVersion | undefined> {
  try {
    const { stdout } = await run(command, ['--version'], { timeout: 5_000 });
    return parseRedisVersion(stdout);
  } catch {
    // Not installed, or broken: either way there is none to use.
    return undefined;
  }
}

import { join, sep } from 'node:path';
import type { Log } from '../../console/terminal.js';
import { readPort } from '../../ports/remembered-port.js';
import { adoptProcess } from '../../process/adopt-process.js';
import type { LiveProcess } from '../../process/live-process.js';
import { type StopPlan, stopProcess } from '../../process/stop-process.js';
import { identifyRedis } from './redis-connection.js';
import { type RedisPlace, redisUrl } from './redis-place.js';

export type LeftoverRedis = { readonly process: LiveProcess; readonly port: number };

/**
 * The native server that a killed launcher left behind on this data folder. One of another engine is stopped:
 * nobody else ever would.
 */
export async function leftoverRedis(
  place: RedisPlace,
  engineFolder: string,
  log: Log,
): Promise<LeftoverRedis | undefined> {
  const port = readPort(place.portFile);
  const live = port === undefined ? undefined : await identifyRedis(redisUrl(port, place.password));
  // Valkey in WebAssembly reports a pid and a folder that mean nothing outside of it.
  if (port === undefined || !live?.dataFolder.startsWith(place.folder + sep)) return undefined;
  if (live.dataFolder === join(place.folder, engineFolder)) return { process: adoptProcess(live.pid), port };
  log(`Stopping the Redis of an earlier start, which keeps its data in ${live.dataFolder}`);
  await stopProcess(adoptProcess(live.pid), nativeRedisStop, new AbortController().signal);
  return undefined;
}

/** SIGTERM makes Redis write out what it has before it exits. */
export const nativeRedisStop: StopPlan = { signal: 'SIGTERM', graceMs: 20_000, lastResort: 'SIGKILL' };

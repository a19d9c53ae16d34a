import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../console/terminal.js';
import { withChildLog } from '../../logs/child-log.js';
import { logTail } from '../../logs/log-tail.js';
import { rememberedPort } from '../../ports/remembered-port.js';
import { spawnDetached } from '../../process/spawn-detached.js';
import { stopProcess } from '../../process/stop-process.js';
import { whileRunning } from '../../process/while-running.js';
import { runningUnit } from '../../supervision/running-unit.js';
import type { RunningUnit } from '../../supervision/unit.js';
import type { EmbeddedStore } from '../embedded-store.js';
import type { NativeRedisBinary } from './find-native-redis.js';
import { leftoverRedis, nativeRedisStop } from './leftover-redis.js';
import { nativeRedisConfig } from './native-redis-config.js';
import { waitForRedis } from './redis-connection.js';
import { type RedisPlace, redisUrl } from './redis-place.js';

const START_TIMEOUT_MS = 120_000;

/** A private redis-server or valkey-server from the PATH. */
export class NativeRedis implements EmbeddedStore {
  readonly name = 'Redis';
  private readonly dataFolder: string;
  private port: number | undefined;

  constructor(
    private readonly binary: NativeRedisBinary,
    private readonly place: RedisPlace,
    private readonly log: Log,
  ) {
    this.dataFolder = join(place.folder, binary.engine);
  }

  get url(): string {
    return redisUrl(this.port ?? 0, this.place.password);
  }

  get description(): string {
    const { command, text } = this.binary;
    return `${command} ${text} at 127.0.0.1:${this.port}, data in ${this.dataFolder}`;
  }

  async start(signal: AbortSignal): Promise<RunningUnit> {
    mkdirSync(this.dataFolder, { recursive: true, mode: 0o700 });
    return (await this.adopt()) ?? (await this.spawn(signal));
  }

  private async adopt(): Promise<RunningUnit | undefined> {
    const live = await leftoverRedis(this.place, this.binary.engine, this.log);
    if (live === undefined) return undefined;
    this.port = live.port;
    return runningUnit(live.process, nativeRedisStop);
  }

  private async spawn(signal: AbortSignal): Promise<RunningUnit> {
    this.port ??= await rememberedPort(this.place.portFile);
    const { password, logFile } = this.place;
    // Settings by standard input: arguments can be read by every user of the machine, and one holds the password.
    const spawned = await withChildLog(logFile, (log) =>
      spawnDetached(this.binary.command, ['-'], { cwd: this.dataFolder, stdio: ['pipe', log, log] }),
    );
    const { stdin } = spawned.child;
    stdin?.on('error', () => {});
    stdin?.end(nativeRedisConfig({ port: this.port, password, dataFolder: this.dataFolder }));
    try {
      await whileRunning(spawned.exited, signal, (whileUp) =>
        waitForRedis(this.url, { timeoutMs: START_TIMEOUT_MS, signal: whileUp }),
      );
    } catch (error) {
      await stopProcess(spawned, nativeRedisStop, AbortSignal.abort());
      if (signal.aborted) throw error;
      const hint = 'SWITCHYARD_REDIS=wasm does without it';
      throw new Error(
        `${this.binary.command} did not start (${hint}), see ${logFile}:\n${logTail(logFile)}`,
        {
          cause: error,
        },
      );
    }
    return runningUnit(spawned, nativeRedisStop);
  }
}

import { randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { RedisEngine } from '../config/launcher-config.js';
import type { Log } from '../console/terminal.js';
import { secretFile } from '../folder/secret-file.js';
import { startTogether } from '../supervision/start-together.js';
import { EmbeddedPostgres } from './postgres/embedded-postgres.js';
import { waitForPostgres } from './postgres/postgres-connection.js';
import { embeddedRedis } from './redis/embedded-redis.js';
import { waitForRedis } from './redis/redis-connection.js';
import { givenStore, keptStore, type Store } from './store.js';

const GIVEN_STORE_TIMEOUT_MS = 15_000;

export type StoreOptions = {
  /** Where embedded stores keep their data. */
  readonly dataFolder: string;
  /** An existing Postgres, used instead of an embedded one and never stopped. */
  readonly databaseUrl?: string | undefined;
  /** An existing Redis, used instead of an embedded one and never stopped. */
  readonly redisUrl?: string | undefined;
  /** `wasm` leaves a Redis on the PATH alone. Default `auto`. */
  readonly redisEngine?: RedisEngine | undefined;
  readonly log: Log;
  /** Gives up starting. */
  readonly signal?: AbortSignal | undefined;
};

export type Stores = {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly postgres: Store;
  readonly redis: Store;
  /** Stops the embedded stores and keeps their data; at once when `force` fires. */
  stop(force?: AbortSignal): Promise<void>;
};

/** Brings up Postgres and Redis, embedded unless given by URL. Embedded ones are restarted when they die. */
export async function startStores(options: StoreOptions): Promise<Stores> {
  mkdirSync(options.dataFolder, { recursive: true });
  // Postgres and Redis report real paths, by which a server left alive is recognised.
  const dataFolder = realpathSync(options.dataFolder);
  const [postgres, redis] = await startTogether(options.signal ?? new AbortController().signal, [
    (signal: AbortSignal) => startPostgres({ ...options, dataFolder }, signal),
    (signal: AbortSignal) => startRedis({ ...options, dataFolder }, signal),
  ]);
  return {
    databaseUrl: postgres.url,
    redisUrl: redis.url,
    postgres,
    redis,
    stop: async (force) => {
      await Promise.all([postgres.stop(force), redis.stop(force)]);
    },
  };
}

function startPostgres({ dataFolder, databaseUrl, log }: StoreOptions, signal: AbortSignal): Promise<Store> {
  if (databaseUrl !== undefined) {
    const wait = () => waitForPostgres(databaseUrl, { timeoutMs: GIVEN_STORE_TIMEOUT_MS, signal });
    return givenStore('DATABASE_URL', databaseUrl, wait);
  }
  const place = {
    dataFolder,
    portFile: join(dataFolder, 'ports', 'postgres'),
    logFile: join(dataFolder, 'logs', 'postgres.log'),
  };
  return keptStore(new EmbeddedPostgres(place, log), log, signal);
}

async function startRedis(options: StoreOptions, signal: AbortSignal): Promise<Store> {
  const { dataFolder, redisUrl, redisEngine = 'auto', log } = options;
  if (redisUrl !== undefined) {
    const wait = () => waitForRedis(redisUrl, { timeoutMs: GIVEN_STORE_TIMEOUT_MS, signal });
    return givenStore('REDIS_URL', redisUrl, wait);
  }
  const folder = join(dataFolder, 'redis');
  const passwordFile = join(folder, 'password');
  const place = {
    folder,
    passwordFile,
    password: secretFile(passwordFile, () => randomBytes(24).toString('hex')),
    portFile: join(dataFolder, 'ports', 'redis'),
    logFile: join(dataFolder, 'logs', 'redis.log'),
  };
  return keptStore(await embeddedRedis(redisEngine, place, log), log, signal);
}

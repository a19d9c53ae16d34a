import { Redis } from 'ioredis';
import { type RetryOptions, retryUntil } from '../../process/retry-until.js';

/** Connects, hands the client to `use`, and disconnects whatever happens. Fails fast instead of reconnecting. */
export async function withRedis<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  let connectionError: Error | undefined;
  redis.on('error', (error: Error) => {
    connectionError = error;
  });
  try {
    await redis.connect();
    return await use(redis);
  } catch (error) {
    // The rejection only says "Connection is closed"; the event says why.
    throw connectionError ?? error;
  } finally {
    redis.disconnect();
  }
}

/** Waits until the server answers commands; one that still loads its data refuses them. */
export async function waitForRedis(
  url: string,
  options: Pick<RetryOptions, 'timeoutMs' | 'signal'>,
): Promise<void> {
  await retryUntil(() => withRedis(url, (redis) => redis.ping()), { ...options, intervalMs: 50 });
}

export type RedisIdentity = { readonly pid: number; readonly dataFolder: string };

/** Which process answers at `url` and where its data lies; undefined when none answers to our password. */
export async function identifyRedis(url: string): Promise<RedisIdentity | undefined> {
  try {
    return await withRedis(url, async (redis) => {
      const pid = /^process_id:(\d+)/m.exec(await redis.info('server'))?.[1];
      const [, dataFolder] = (await redis.config('GET', 'dir')) as string[];
      return pid && dataFolder ? { pid: Number(pid), dataFolder } : undefined;
    });
  } catch {
    return undefined;
  }
}

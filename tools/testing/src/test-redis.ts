import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';

export type TestRedis = {
  readonly url: string;
  readonly prefix: string;
  readonly client: Redis;
  /** Everything under the prefix is gone, as after a loss of Redis' data. */
  forgetAll(): Promise<void>;
  close(): Promise<void>;
};

/** A key prefix of one's own in the given Redis. */
export function createTestRedis(url: string): TestRedis {
  const prefix = `test-${randomBytes(6).toString('hex')}`;
  const client = new Redis(url, { maxRetriesPerRequest: null });
  // Stores are stopped on purpose, too; without a listener each failed connection would be printed.
  client.on('error', () => undefined);
  const forgetAll = async () => {
    for await (const keys of client.scanStream({ match: `${prefix}:*`, count: 500 })) {
      if (keys.length > 0) await client.del(...(keys as string[]));
    }
  };
  return {
    url,
    prefix,
    client,
    forgetAll,
    close: async () => {
      await forgetAll();
      client.disconnect();
    },
  };
}

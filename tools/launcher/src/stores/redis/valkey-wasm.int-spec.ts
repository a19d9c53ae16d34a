import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { builtScript } from '../../config/locations.js';
import { findFreePort } from '../../ports/free-port.js';
import { announcedUrl, spawnNodeProcess } from '../../process/node-process.js';
import { describeRedisContract } from '../../testing/redis-contract.js';
import { aRedisPlace } from '../../testing/redis-place.js';
import { eventually, never } from '../../testing/signals.js';
import { tempFolder } from '../../testing/temp-folder.js';
import { ValkeyWasm } from './valkey-wasm.js';

async function withClient<T>(url: string, use: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url);
  try {
    return await use(redis);
  } finally {
    redis.disconnect();
  }
}

describe(ValkeyWasm.name, () => {
  describe('as every Redis', () => describeRedisContract((place) => new ValkeyWasm(place, () => {})));

  it('answers at once rather than at the next tick', async () => {
    const sut = new ValkeyWasm(aRedisPlace(tempFolder()), () => {});
    const running = await sut.start(never);
    onTestFinished(() => running.stop(never));
    const elapsedMs = await withClient(sut.url, async (redis) => {
      await redis.ping();
      const startedAtMs = performance.now();
      for (let count = 0; count < 50; count++) await redis.incr('counter');
      return performance.now() - startedAtMs;
    });
    // A tick comes every 100 ms.
    expect(elapsedMs).toBeLessThan(50 * 50);
  });

  it('loses at most the last seconds by a kill -9', async () => {
    const folder = tempFolder();
    const sut = new ValkeyWasm(aRedisPlace(folder), () => {});
    const first = await sut.start(never);
    await withClient(sut.url, (redis) => redis.set('key', 'value'));
    const dump = join(folder, 'redis', 'valkey-wasm', 'dump.rdb');
    await eventually(() => expect(statSync(dump).size).toBeGreaterThan(0));
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await sut.start(never);
    onTestFinished(() => second.stop(never));
    expect(await withClient(sut.url, (redis) => redis.get('key'))).toBe('value');
  });

  it('saves and ends when its launcher is gone', async () => {
    const folder = tempFolder();
    const place = aRedisPlace(folder);
    const dataFolder = join(place.folder, 'valkey-wasm');
    // The server's own process, to be able to close the channel as the launcher's death does.
    const warmUp = await new ValkeyWasm(place, () => {}).start(never);
    await warmUp.stop(never);
    const port = await findFreePort();
    const { child, exited } = await spawnNodeProcess({
      script: builtScript('stores/redis/valkey-wasm-process.js'),
      args: [dataFolder, String(port), place.passwordFile],
      nodeOptions: ['--no-warnings'],
      environment: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await announcedUrl(child, 20_000, never);
    await withClient(`redis://:${place.password}@127.0.0.1:${port}`, (redis) => redis.set('key', 'value'));
    child.disconnect();
    expect(await exited).toBe('exited with code 0');

    const sut = new ValkeyWasm(place, () => {});
    const running = await sut.start(never);
    onTestFinished(() => running.stop(never));
    expect(await withClient(sut.url, (redis) => redis.get('key'))).toBe('value');
  });

  it('says where to look when it cannot start', async () => {
    const folder = tempFolder();
    const sut = new ValkeyWasm(aRedisPlace(folder), () => {});
    const first = await sut.start(never);
    await first.stop(never);
    const server = createServer().listen(Number(new URL(sut.url).port), '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    await expect(sut.start(never)).rejects.toThrow(/did not start, see .*redis\.log[\s\S]*EADDRINUSE/);
  });
});

import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { describeRedisContract } from '../../testing/redis-contract.js';
import { aRedisPlace } from '../../testing/redis-place.js';
import { never } from '../../testing/signals.js';
import { tempFolder } from '../../testing/temp-folder.js';
import { findNativeRedis } from './find-native-redis.js';
import { NativeRedis } from './native-redis.js';

const binary = await findNativeRedis(() => {});

describe.skipIf(binary === undefined)(NativeRedis.name, () => {
  if (binary === undefined) return;
  const makeSut = (folder: string) => new NativeRedis(binary, aRedisPlace(folder), () => {});

  describe('as every Redis', () =>
    describeRedisContract((place) => new NativeRedis(binary, place, () => {})));

  it('reuses the server that a killed launcher left alive', async () => {
    const folder = tempFolder();
    const left = await makeSut(folder).start(never);
    onTestFinished(() => left.stop(never));
    const sut = makeSut(folder);
    const running = await sut.start(never);
    expect(running.pid).toBe(left.pid);
    await running.stop(never);
    expect(await left.exited).toBe('exited with code 0');
  });

  it('keeps what it confirmed across a kill -9', async () => {
    const sut = makeSut(tempFolder());
    const first = await sut.start(never);
    const redis = new Redis(sut.url);
    await redis.set('key', 'value');
    redis.disconnect();
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await sut.start(never);
    onTestFinished(() => second.stop(never));
    const again = new Redis(sut.url);
    expect(await again.get('key')).toBe('value');
    again.disconnect();
  });

  it('says where to look when it cannot start', async () => {
    const sut = new NativeRedis({ ...binary, command: 'false' }, aRedisPlace(tempFolder()), () => {});
    await expect(sut.start(never)).rejects.toThrow(/did not start .*, see .*redis\.log/);
  });
});

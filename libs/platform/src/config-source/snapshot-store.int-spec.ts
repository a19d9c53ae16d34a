import { redisKeys } from '@switchyard/domain';
import { createTestRedis, stores, type TestRedis, waitFor } from '@switchyard/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedisConnections } from '../redis/redis-connections.js';
import { SnapshotStore } from './snapshot-store.js';
import { digestOf, parseSections, type StoredSnapshot } from './stored-snapshot.js';

const aSnapshot = (epoch: string, revision: number, models = '[]'): StoredSnapshot => ({
  head: { epoch, revision, digests: { endpoints: digestOf('[]'), models: digestOf(models) } },
  texts: { endpoints: '[]', models },
});

describe(SnapshotStore.name, () => {
  let redis: TestRedis;
  let connections: RedisConnections;
  let sut: SnapshotStore;

  beforeAll(async () => {
    redis = createTestRedis(stores().redisUrl);
    connections = new RedisConnections(redis.url, pino({ level: 'silent' }));
    await waitFor('Redis', () => connections.isReady);
    sut = new SnapshotStore(connections, redisKeys(redis.prefix));
  });

  afterAll(async () => {
    await connections.onApplicationShutdown();
    await redis.close();
  });

  it('holds nothing at first', async () => {
    expect(await sut.readHead()).toBeNull();
    expect(await sut.read(null)).toBeNull();
  });

  it('gives back what was written', async () => {
    expect(await sut.write(aSnapshot('a', 2))).toBe(true);
    expect(await sut.read(null)).toEqual(aSnapshot('a', 2));
  });

  it('refuses an older revision, so that a slow publisher cannot turn back the clock', async () => {
    expect(await sut.write(aSnapshot('a', 1))).toBe(false);
    expect(await sut.readHead()).toMatchObject({ epoch: 'a', revision: 2 });
  });

  it('takes any revision of another database', async () => {
    expect(await sut.write(aSnapshot('b', 1))).toBe(true);
    expect(await sut.readHead()).toMatchObject({ epoch: 'b', revision: 1 });
  });

  it('fetches only the sections that changed', async () => {
    const held = {
      ...aSnapshot('b', 1),
      texts: { endpoints: 'what this process already has', models: '[]' },
    };
    const newer = aSnapshot('b', 2, '[ ]');
    await sut.write(newer);
    const read = await sut.read(held);
    expect(read).toEqual({
      head: newer.head,
      texts: { endpoints: 'what this process already has', models: '[ ]' },
    });
  });

  it('is not believed where a section does not match its digest', () => {
    const snapshot = aSnapshot('b', 3);
    expect(() => parseSections({ ...snapshot, texts: { ...snapshot.texts, models: '[{}]' } })).toThrow(
      'digest',
    );
    expect(parseSections(snapshot)).toEqual({ endpoints: [], models: [] });
  });
});

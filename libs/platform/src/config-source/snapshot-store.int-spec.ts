import { type EndpointConfig, redisKeys } from '@switchyard/domain';
import { createTestRedis, stores, type TestRedis, waitFor } from '@switchyard/testing';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RedisConnections } from '../redis/redis-connections.js';
import { cutSnapshot } from './cut-snapshot.js';
import { SnapshotStore } from './snapshot-store.js';
import { partsOf, type StoredSnapshot } from './stored-snapshot.js';

const anEndpoint = (id: number, name: string): EndpointConfig => ({
  id,
  name,
  type: 'openai',
  url: 'http://127.0.0.1:9',
  sealedApiKey: null,
  priority: 0,
  enabled: true,
  healthCheckUrl: null,
});

/** Of three parts, of which the name makes the second. */
const aSnapshot = (epoch: string, revision: number, name = 'b'): StoredSnapshot =>
  cutSnapshot(
    { epoch, revision },
    { endpoints: [anEndpoint(1, 'a'), anEndpoint(64, name), anEndpoint(128, 'c')], models: [] },
  );

describe(SnapshotStore.name, () => {
  let redis: TestRedis;
  let connections: RedisConnections;
  let sut: SnapshotStore;
  let key: string;

  beforeAll(async () => {
    redis = createTestRedis(stores().redisUrl);
    key = redisKeys(redis.prefix).config;
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

  it('holds nothing that it could read where an older layout stands, and replaces it', async () => {
    await redis.client.hset(key, { head: '{"epoch":"a","revision":9}', 'section:models': '[]' });
    expect(await sut.read(null)).toBeNull();
    expect(await sut.write(aSnapshot('a', 2))).toBe(true);
    expect(await redis.client.hkeys(key)).not.toContain('section:models');
  });

  it('gives back what was written', async () => {
    expect(await sut.read(null)).toEqual(aSnapshot('a', 2));
  });

  it('gives nothing to whoever has it', async () => {
    expect(await sut.read(aSnapshot('a', 2))).toBeNull();
  });

  it('refuses an older revision, so that a slow publisher cannot turn back the clock', async () => {
    expect(await sut.write(aSnapshot('a', 1, 'older'))).toBe(false);
    expect(await sut.read(null)).toEqual(aSnapshot('a', 2));
  });

  it('takes any revision of another database', async () => {
    expect(await sut.write(aSnapshot('b', 1))).toBe(true);
    expect(await sut.readHead()).toMatchObject({ epoch: 'b', revision: 1 });
  });

  it('fetches only the parts that changed, and keeps none that is not in use', async () => {
    const held = aSnapshot('b', 1);
    const newer = aSnapshot('b', 2, 'changed');
    const marked = new Map([...held.texts.keys()].map((digest) => [digest, 'what this process has']));
    await sut.write(newer);
    const read = await sut.read({ ...held, texts: marked });
    const [first, second, third] = partsOf(newer.head);
    expect(read?.head).toEqual(newer.head);
    expect([...(read?.texts ?? [])]).toEqual([
      [first, 'what this process has'],
      [second, newer.texts.get(second ?? '')],
      [third, 'what this process has'],
    ]);
    expect(await redis.client.hlen(key)).toBe(1 + partsOf(newer.head).length);
  });

  it('reads a whole version, however often it is replaced meanwhile', async () => {
    const write = async () => {
      for (let revision = 3; revision < 40; revision++)
        await sut.write(aSnapshot('b', revision, `${revision}`));
    };
    const read = async () => {
      const snapshot = await sut.read(null);
      expect(snapshot).toEqual(aSnapshot('b', snapshot?.head.revision ?? 0, `${snapshot?.head.revision}`));
    };
    await sut.write(aSnapshot('b', 2, '2'));
    await Promise.all([write(), ...Array.from({ length: 20 }, read)]);
  });

  it('ends with the newest, whole, when several publish side by side', async () => {
    const revisions = Array.from({ length: 20 }, (_, index) => 50 + index);
    await Promise.all(revisions.map((revision) => sut.write(aSnapshot('b', revision, `n${revision % 3}`))));
    expect(await sut.read(null)).toEqual(aSnapshot('b', 69, 'n0'));
  });

  it('says so when Redis lacks a part', async () => {
    const [first = ''] = partsOf(aSnapshot('b', 69, 'n0').head);
    await redis.client.hdel(key, `part:${first}`);
    await expect(sut.read(null)).rejects.toThrow('lacks');
  });

  it('brings back a part that Redis lost with the next version', async () => {
    await sut.write(aSnapshot('b', 70, 'n0'));
    expect(await sut.read(null)).toEqual(aSnapshot('b', 70, 'n0'));
  });
});

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EndpointConfig, redisKeys } from '@switchyard/domain';
import { createTestRedis, stores, type TestRedis, waitFor } from '@switchyard/testing';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EventSubscriber } from '../events/event-subscriber.js';
import { RedisConnections } from '../redis/redis-connections.js';
import { ConfigSource } from './config-source.js';
import { cutSnapshot } from './cut-snapshot.js';
import { SnapshotFile } from './snapshot-file.js';
import { SnapshotStore } from './snapshot-store.js';

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
const aSnapshot = (revision: number, name: string) =>
  cutSnapshot(
    { epoch: 'e', revision },
    { endpoints: [anEndpoint(1, name), anEndpoint(64, 'z')], models: [] },
  );

describe(ConfigSource.name, () => {
  let redis: TestRedis;
  let connections: RedisConnections;
  let store: SnapshotStore;
  let folder: string;
  let path: string;
  const sources: ConfigSource[] = [];

  beforeEach(async () => {
    redis = createTestRedis(stores().redisUrl);
    connections = new RedisConnections(redis.url, pino({ level: 'silent' }));
    await waitFor('Redis', () => connections.isReady);
    store = new SnapshotStore(connections, redisKeys(redis.prefix));
    folder = await mkdtemp(join(tmpdir(), 'switchyard-config-'));
    path = join(folder, 'config-snapshot.json');
  });

  afterEach(async () => {
    await Promise.all(sources.splice(0).map((source) => source.onApplicationShutdown()));
    await connections.onApplicationShutdown();
    await redis.close();
    await rm(folder, { recursive: true });
  });

  const start = async (): Promise<ConfigSource> => {
    const logger = pino({ level: 'silent' });
    const events = new EventSubscriber(connections, redisKeys(redis.prefix), logger);
    const source = new ConfigSource(store, new SnapshotFile(path), connections, events, logger);
    sources.push(source);
    await source.onApplicationBootstrap();
    return source;
  };
  const nameIn = (source: ConfigSource) => source.current?.endpointById.get(1)?.name;

  it('starts from what it kept on disk when Redis has nothing', async () => {
    await store.write(aSnapshot(1, 'kept'));
    await start();
    await redis.forgetAll();
    expect(nameIn(await start())).toBe('kept');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['of an older layout', '{"head":{"epoch":"e","revision":1,"digests":{}},"texts":{}}'],
    ['cut short', null],
    ['not JSON', 'x'],
  ])('starts with a file %s, and replaces it by what Redis has', async (_, content) => {
    await store.write(aSnapshot(1, 'a'));
    await start();
    const kept = await readFile(path, 'utf8');
    await redis.forgetAll();
    await writeFile(path, content ?? kept.slice(0, -20));
    const source = await start();
    expect(source.current).toBeNull();
    await store.write(aSnapshot(1, 'a'));
    await source.refresh();
    expect(nameIn(source)).toBe('a');
    expect(await readFile(path, 'utf8')).toBe(kept);
  });

  it('tells of each version once, and hands on the entries of parts that stayed', async () => {
    await store.write(aSnapshot(1, 'a'));
    const source = await start();
    const before = source.current;
    const told: (string | undefined)[] = [];
    source.onChange((view) => told.push(view.endpointById.get(1)?.name));
    await store.write(aSnapshot(2, 'b'));
    await Promise.all([source.refresh(), source.refresh()]);
    await source.refresh();
    expect(told).toEqual(['a', 'b']);
    expect(source.current?.endpointById.get(64)).toBe(before?.endpointById.get(64));
  });

  it('keeps the last good one when a part is not what the head says', async () => {
    await store.write(aSnapshot(1, 'good'));
    const source = await start();
    await store.write(aSnapshot(2, 'next'));
    const [first] = aSnapshot(2, 'next').head.parts.endpoints;
    await redis.client.hset(redisKeys(redis.prefix).config, `part:${first}`, '[]');
    await source.refresh();
    expect(nameIn(source)).toBe('good');
    expect(source.current?.version.revision).toBe(1);
  });
});

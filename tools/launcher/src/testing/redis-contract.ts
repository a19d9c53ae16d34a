import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EmbeddedStore } from '../stores/embedded-store.js';
import type { RedisPlace } from '../stores/redis/redis-place.js';
import type { RunningUnit } from '../supervision/unit.js';
import { aRedisPlace } from './redis-place.js';
import { never } from './signals.js';
import { makeTempFolder, removeFolder } from './temp-folder.js';

/** What every embedded Redis has to do, whichever engine it is. */
export function describeRedisContract(makeStore: (place: RedisPlace) => EmbeddedStore): void {
  const folder = makeTempFolder();
  const makeSut = () => makeStore(aRedisPlace(folder));
  let sut: EmbeddedStore;
  let running: RunningUnit;
  let redis: Redis;
  const clients: Redis[] = [];

  const connect = (url = sut.url) => {
    const client = new Redis(url);
    // Servers are stopped and killed here, and every client notices.
    client.on('error', () => {});
    clients.push(client);
    return client;
  };
  const restart = async () => {
    running = await sut.start(never);
    redis = connect();
  };

  beforeAll(async () => {
    sut = makeSut();
    running = await sut.start(never);
  });

  beforeEach(() => {
    redis = connect();
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.disconnect();
  });

  afterAll(async () => {
    await running.stop(never);
    removeFolder(folder);
  });

  it('keeps a value', async () => {
    await redis.set('key', 'value');
    expect(await redis.get('key')).toBe('value');
  });

  it('runs Lua scripts', async () => {
    expect(await redis.eval("return redis.call('INCRBY', KEYS[1], ARGV[1])", 1, 'counter', 5)).toBe(5);
  });

  it('delivers published messages', async () => {
    const subscriber = connect();
    const received = new Promise((resolve) =>
      subscriber.on('message', (_channel, message) => resolve(message)),
    );
    await subscriber.subscribe('news');
    await redis.publish('news', 'hello');
    expect(await received).toBe('hello');
  });

  it('blocks for an element and gets it at once', async () => {
    const popped = connect().blpop('list', 10);
    await redis.rpush('list', 'element');
    expect(await popped).toEqual(['list', 'element']);
  });

  it('lets nobody in without the password', async () => {
    const stranger = connect(sut.url.replace(/\/\/.*@/, '//'));
    await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
  });

  it('never evicts', async () => {
    expect(await redis.config('GET', 'maxmemory-policy')).toEqual(['maxmemory-policy', 'noeviction']);
  });

  it('keeps its data and its address across a stop', async () => {
    const { url } = sut;
    await redis.set('kept', 'across a stop', 'EX', 600);
    await running.stop(never);
    sut = makeSut();
    await restart();
    expect(sut.url).toBe(url);
    expect(await redis.get('kept')).toBe('across a stop');
    expect(await redis.ttl('kept')).toBeGreaterThan(500);
  });

  it('tells when its process dies', async () => {
    process.kill(running.pid, 'SIGKILL');
    expect(await running.exited).toBe('was ended by SIGKILL');
    await restart();
    expect(await redis.ping()).toBe('PONG');
  });
}

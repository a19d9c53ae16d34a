import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isRunning } from '../process/running-process.js';
import { eventually } from '../testing/signals.js';
import { tempFolder } from '../testing/temp-folder.js';
import { withPostgres } from './postgres/postgres-connection.js';
import { type Stores, startStores } from './start-stores.js';

const select = (url: string) =>
  withPostgres(url, async (client) => (await client.query('SELECT 1 AS one')).rows);

async function ping(url: string): Promise<string> {
  const redis = new Redis(url);
  redis.on('error', () => {});
  try {
    return await redis.ping();
  } finally {
    redis.disconnect();
  }
}

/** Fails while one of them is down: as a number that would be pid 0, which means the test's own process group. */
function pidsOf({ postgres, redis }: Stores): number[] {
  return [postgres, redis].map(({ unit }) => {
    if (unit?.pid === undefined) throw new Error('a store is down');
    return unit.pid;
  });
}

describe(startStores.name, () => {
  it('starts both, restarts what dies under the same URL, and stops both', async () => {
    const lines: string[] = [];
    const sut = await startStores({ dataFolder: tempFolder(), log: (line) => lines.push(line) });
    onTestFinished(() => sut.stop());
    expect(await select(sut.databaseUrl)).toEqual([{ one: 1 }]);
    expect(await ping(sut.redisUrl)).toBe('PONG');

    const pids = pidsOf(sut);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await eventually(() => expect(pidsOf(sut).filter((pid) => pids.includes(pid))).toEqual([]));
    expect(await select(sut.databaseUrl)).toEqual([{ one: 1 }]);
    expect(await ping(sut.redisUrl)).toBe('PONG');
    expect(lines).toContain('Postgres was ended by SIGKILL; starting it again in 1 s');

    const last = pidsOf(sut);
    await sut.stop();
    expect(last.map(isRunning)).toEqual([false, false]);
  });

  it('uses stores given by URL and leaves them running', async () => {
    const given = await startStores({ dataFolder: tempFolder(), log: () => {} });
    onTestFinished(() => given.stop());
    const { databaseUrl, redisUrl } = given;
    const sut = await startStores({ dataFolder: tempFolder(), databaseUrl, redisUrl, log: () => {} });
    expect(sut).toMatchObject({ databaseUrl, redisUrl });
    expect(sut.postgres.unit).toBeUndefined();
    expect(sut.postgres.description).not.toContain(new URL(databaseUrl).password);
    await sut.stop();
    expect(await select(databaseUrl)).toEqual([{ one: 1 }]);
    expect(await ping(redisUrl)).toBe('PONG');
  });

  it('gives up starting when asked to, and leaves nothing behind', async () => {
    const dataFolder = tempFolder();
    const giveUp = new AbortController();
    const starting = startStores({ dataFolder, log: () => {}, signal: giveUp.signal });
    giveUp.abort();
    await expect(starting).rejects.toThrow('aborted');
    const sut = await startStores({ dataFolder, log: () => {} });
    onTestFinished(() => sut.stop());
    expect(await ping(sut.redisUrl)).toBe('PONG');
  });
});

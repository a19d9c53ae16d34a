import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStores } from '@switchyard/launcher';
import type { TestProject } from 'vitest/node';
import type {} from './stores.js';

/**
 * One Postgres and one Redis for a whole run: those of `DATABASE_URL` and `REDIS_URL`, else private ones. Each test
 * file makes itself a database and a key prefix of its own in them.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // biome-ignore lint/style/noProcessEnv: the one place of the tests that reads the environment
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SWITCHYARD_REDIS: engine } = process.env;
  const dataFolder = await mkdtemp(join(tmpdir(), 'switchyard-test-'));
  // As root, Postgres runs under another account, which must be able to pass through.
  await chmod(dataFolder, 0o711);
  const stores = await startStores({
    dataFolder,
    databaseUrl: databaseUrl || undefined,
    redisUrl: redisUrl || undefined,
    redisEngine: engine === 'wasm' ? 'wasm' : 'auto',
    log: (line) => void process.stdout.write(`${line}\n`),
  });
  project.provide('databaseUrl', stores.databaseUrl);
  project.provide('redisUrl', stores.redisUrl);
  return async () => {
    await stores.stop();
    await rm(dataFolder, { recursive: true, force: true });
  };
}

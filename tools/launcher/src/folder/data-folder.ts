import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRoot } from '../process/is-root.js';

export type DataFolder = {
  readonly home: string;
  readonly lockFile: string;
  readonly masterKeyFile: string;
  readonly logs: string;
  readonly gateway: string;
  portFile(name: string): string;
};

/** Not `recursive`, which tries for ever where a file system takes no folders, such as /proc. */
function makeFolder(path: string): void {
  const parent = dirname(path);
  if (!existsSync(parent)) makeFolder(parent);
  mkdirSync(path);
}

/** Names what lies where in the data folder, and makes the folder when it is not there yet. */
export function openDataFolder(home: string): DataFolder {
  if (!existsSync(home)) {
    makeFolder(home);
    // As root Postgres runs under another account, which must be able to pass through.
    chmodSync(home, isRoot() ? 0o711 : 0o700);
  }
  const folder: DataFolder = {
    home,
    lockFile: join(home, 'launcher.lock'),
    masterKeyFile: join(home, 'master.key'),
    logs: join(home, 'logs'),
    gateway: join(home, 'gateway'),
    portFile: (name) => join(home, 'ports', name),
  };
  for (const path of [folder.logs, folder.gateway]) mkdirSync(path, { recursive: true, mode: 0o700 });
  return folder;
}

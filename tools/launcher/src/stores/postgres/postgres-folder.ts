import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../console/terminal.js';
import { mayPass } from './may-reach.js';
import { postgresAccount } from './postgres-account.js';

const ELSEWHERE = '/var/lib/switchyard';

/**
 * The folder that holds the cluster: inside the data folder, unless Postgres' account cannot get there
 * (root's clone in a private folder). Then it is one outside, noted in the data folder.
 */
export function postgresFolder(dataFolder: string, log: Log): string {
  const noteFile = join(dataFolder, 'postgres-location.txt');
  const noted = readNote(noteFile);
  if (noted !== undefined && existsSync(noted)) return noted;
  const inside = join(dataFolder, 'postgres');
  if (mayPass(postgresAccount(join(inside, 'data')), dataFolder)) return makeFolder(inside);
  const hash = createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 16);
  const outside = makeFolder(join(ELSEWHERE, hash));
  log(
    `Postgres may not run as root, and other accounts cannot enter ${dataFolder}: its data goes to ${outside}`,
  );
  writeFileSync(noteFile, note(outside));
  return outside;
}

function makeFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
  return folder;
}

/** The path comes first so that it can be read back: the data stays there should the data folder move. */
function note(folder: string): string {
  return [
    folder,
    '',
    'The folder above holds the Postgres data that belongs to this data folder.',
    'It lies outside because Postgres may not run as root, and no other account can enter this folder.',
    'Delete both together, or neither.',
    '',
  ].join('\n');
}

function readNote(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').split('\n')[0];
  } catch {
    return undefined;
  }
}

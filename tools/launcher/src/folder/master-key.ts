import { randomBytes } from 'node:crypto';
import { secretFile } from './secret-file.js';

/** Makes sure the key file exists that seals stored credentials; losing it makes them unreadable. */
export function ensureMasterKey(file: string): void {
  secretFile(file, newMasterKey);
}

/** One line `<key id>:<base64 of 32 bytes>`; the id lets a later key be told from this one. */
export function newMasterKey(): string {
  return `k1:${randomBytes(32).toString('base64')}`;
}

import { readFileSync } from 'node:fs';

const KEY_BYTES = 32;
const keyIdPattern = /^[a-z0-9][a-z0-9_-]{0,31}$/i;

/** The keys that seal secrets. New secrets are sealed with the first; any of them opens what it sealed. */
export type KeyRing = { readonly sealingKeyId: string; readonly keys: ReadonlyMap<string, Buffer> };

/** Reads a key file. @throws {Error} saying what is wrong, without quoting any key */
export function readKeyRing(path: string): KeyRing {
  return parseKeyRing(readFileSync(path, 'utf8'));
}

/** Lines of `<key id>:<base64 of 32 bytes>`; blank lines and lines starting with `#` are skipped. */
export function parseKeyRing(text: string): KeyRing {
  const keys = new Map<string, Buffer>();
  text.split('\n').forEach((rawLine, index) => {
    const line = rawLine.trim();
    if (line === '' || line.startsWith('#')) return;
    const separator = line.indexOf(':');
    const keyId = line.slice(0, separator);
    const key = Buffer.from(line.slice(separator + 1), 'base64');
    if (separator < 1 || !keyIdPattern.test(keyId) || key.length !== KEY_BYTES) {
      throw new Error(`line ${index + 1} of the key file is not <key id>:<base64 of ${KEY_BYTES} bytes>`);
    }
    if (keys.has(keyId)) throw new Error(`the key file holds the key id "${keyId}" twice`);
    keys.set(keyId, key);
  });
  const [sealingKeyId] = keys.keys();
  if (sealingKeyId === undefined) throw new Error('the key file holds no key');
  return { sealingKeyId, keys };
}

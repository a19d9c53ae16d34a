import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/** OWASP Password Storage Cheat Sheet: N=2^16, r=8, p=2 is one of its equivalent minimum settings for scrypt. */
const COST = 2 ** 16;
const BLOCK_SIZE = 8;
const PARALLELISM = 2;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const MAX_MEMORY_BYTES = 256 * 1024 * 1024;

/** `scrypt$<N>$<r>$<p>$<salt>$<hash>`, so that hashes stay checkable when the settings grow. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, { cost: COST, blockSize: BLOCK_SIZE, parallelism: PARALLELISM });
  return ['scrypt', COST, BLOCK_SIZE, PARALLELISM, salt.toString('base64'), hash.toString('base64')].join(
    '$',
  );
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, cost, blockSize, parallelism, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || !salt || !hash) return false;
  const settings = { cost: Number(cost), blockSize: Number(blockSize), parallelism: Number(parallelism) };
  const derived = await derive(password, Buffer.from(salt, 'base64'), settings);
  const expected = Buffer.from(hash, 'base64');
  return derived.length === expected.length && timingSafeEqual(derived, expected);
}

type ScryptSettings = { readonly cost: number; readonly blockSize: number; readonly parallelism: number };

function derive(password: string, salt: Buffer, settings: ScryptSettings): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Unicode has several spellings of one visible password (RFC 8265, 4.2.2).
    scrypt(
      password.normalize('NFC'),
      salt,
      HASH_BYTES,
      { ...settings, maxmem: MAX_MEMORY_BYTES },
      (error, key) => (error ? reject(error) : resolve(key)),
    );
  });
}

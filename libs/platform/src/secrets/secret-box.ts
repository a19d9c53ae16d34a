import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '@switchyard/domain';
import type { KeyRing } from './key-ring.js';

const ALGORITHM = 'aes-256-gcm';
const FORMAT = 'v1';
/** NIST SP 800-38D, 5.2.1.1: 96 bits is the length GCM is made for. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets for Postgres, Redis and disk: `v1.<key id>.<nonce>.<ciphertext and tag>`, the last two in base64url.
 * The purpose is authenticated with the text, so that a value sealed for one thing does not open as another.
 */
export class SecretBox {
  constructor(private readonly ring: KeyRing) {}

  seal(secret: Secret, purpose: string): string {
    const keyId = this.ring.sealingKeyId;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.key(keyId), nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(additionalData(keyId, purpose));
    const sealed = Buffer.concat([
      cipher.update(secret.reveal(), 'utf8'),
      cipher.final(),
      cipher.getAuthTag(),
    ]);
    return [FORMAT, keyId, nonce.toString('base64url'), sealed.toString('base64url')].join('.');
  }

  /** @throws {Error} when the key is unknown, or the text was changed, cut or sealed for another purpose */
  open(text: string, purpose: string): Secret {
    const [format, keyId, nonce, sealed] = text.split('.');
    if (format !== FORMAT || !keyId || !nonce || !sealed) throw new Error('not a sealed secret');
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv(ALGORITHM, this.key(keyId), Buffer.from(nonce, 'base64url'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(additionalData(keyId, purpose));
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const plain = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
    return new Secret(plain.toString('utf8'));
  }

  private key(keyId: string): Buffer {
    const key = this.ring.keys.get(keyId);
    if (!key) throw new Error(`the key file holds no key "${keyId}"`);
    return key;
  }
}

const additionalData = (keyId: string, purpose: string): Buffer =>
  Buffer.from(`switchyard:${FORMAT}:${keyId}:${purpose}`);

/** What an endpoint's key is sealed for. */
export const ENDPOINT_KEY_PURPOSE = 'endpoint.api_key';

import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.js';

describe('password hashes', () => {
  it('accept the password they were made of, in any Unicode spelling, and no other', async () => {
    const stored = await hashPassword('caf\u00e9-crème');
    expect(stored).not.toContain('café');
    expect(await verifyPassword('cafe\u0301-crème', stored)).toBe(true);
    expect(await verifyPassword('cafe-creme', stored)).toBe(false);
  });

  it.each(['', 'plain', 'md5$1$2$3$a$b', 'scrypt$16384$8$1$$'])(
    'refuse the malformed hash %j',
    async (stored) => {
      expect(await verifyPassword('x', stored)).toBe(false);
    },
  );
});

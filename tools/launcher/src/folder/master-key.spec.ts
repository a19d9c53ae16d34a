import { describe, expect, it } from 'vitest';
import { newMasterKey } from './master-key.js';

describe(newMasterKey.name, () => {
  it('is 32 fresh bytes with a key id', () => {
    const sut = newMasterKey();
    expect(sut).toMatch(/^k1:/);
    expect(Buffer.from(sut.slice(3), 'base64')).toHaveLength(32);
    expect(newMasterKey()).not.toBe(sut);
  });
});

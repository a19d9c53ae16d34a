import { describe, expect, it } from 'vitest';
import { fromSignatureText, toSignatureText } from './reasoning-signature-text.js';

describe('a signature as text', () => {
  it.each([
    ['its own', { format: 'own-v1', value: 'abc==', itemId: null }],
    ["another's", { format: 'other-v1', value: 'a+b/c==', itemId: 'rs_1' }],
    ["another's without an id", { format: 'other-v1', value: 'x:y', itemId: null }],
  ])('comes back as it went for %s', (_case, signature) => {
    expect(fromSignatureText(toSignatureText(signature, 'own-v1'), 'own-v1')).toEqual(signature);
  });

  it('is untouched where the dialect is its own', () => {
    expect(toSignatureText({ format: 'own-v1', value: 'abc==', itemId: null }, 'own-v1')).toBe('abc==');
  });
});

import { randomBytes } from 'node:crypto';
import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { parseKeyRing } from './key-ring.js';
import { SecretBox } from './secret-box.js';

const aKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe(SecretBox.name, () => {
  const oldKey = aKey('k1');
  const sut = new SecretBox(parseKeyRing(oldKey));
  const sealed = sut.seal(new Secret('sk-tést'), 'endpoint.api_key');

  it('opens what it sealed', () => {
    expect(sut.open(sealed, 'endpoint.api_key').reveal()).toBe('sk-tést');
  });

  it('seals the same secret differently each time', () => {
    expect(sut.seal(new Secret('sk-tést'), 'endpoint.api_key')).not.toBe(sealed);
  });

  it('does not open for another purpose', () => {
    expect(() => sut.open(sealed, 'webhook.secret')).toThrow();
  });

  it.each(['', 'v1.k1', 'sk-plain', sealed.slice(0, -2), sealed.replace('v1.', 'v2.')])(
    'refuses %j, which is cut or not sealed',
    (text) => {
      expect(() => sut.open(text, 'endpoint.api_key')).toThrow();
    },
  );

  it('opens with an older key of the ring and seals with the first', () => {
    const rotated = new SecretBox(parseKeyRing(`${aKey('k2')}\n${oldKey}`));
    expect(rotated.open(sealed, 'endpoint.api_key').reveal()).toBe('sk-tést');
    expect(rotated.seal(new Secret('x'), 'p')).toMatch(/^v1\.k2\./);
  });

  it('says which key is missing', () => {
    expect(() => new SecretBox(parseKeyRing(aKey('k9'))).open(sealed, 'endpoint.api_key')).toThrow(
      'no key "k1"',
    );
  });
});

describe(parseKeyRing, () => {
  it.each([
    ['', 'no key'],
    ['k1', 'line 1'],
    ['# old\nk1:c2hvcnQ=', 'line 2'],
    [`${aKey('a')}\n${aKey('a')}`, 'twice'],
  ])('refuses %j', (text, message) => {
    expect(() => parseKeyRing(text)).toThrow(message);
  });
});

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.js';

describe(Secret.name, () => {
  const sut = new Secret('sk-very-private');

  it('gives the value only through reveal', () => {
    expect(sut.reveal()).toBe('sk-very-private');
  });

  it.each([
    ['JSON', JSON.stringify({ key: sut })],
    ['a template string', `${sut}`],
    ['inspection, as console and debuggers do it', inspect({ key: sut }, { showHidden: true })],
    ['spreading', JSON.stringify({ ...sut })],
  ])('stays hidden in %s', (_way, text) => {
    expect(text).not.toContain('private');
  });
});

import { describe, expect, it } from 'vitest';
import { isForThisPlatform } from './platform.mjs';

const { platform, arch } = process;

describe(isForThisPlatform.name, () => {
  it('takes a package that names no platform', () => {
    expect(isForThisPlatform({})).toBe(true);
  });

  it.each([
    [{ os: [platform], cpu: [arch] }, true],
    [{ os: ['plan9'] }, false],
    [{ os: [platform], cpu: ['z80'] }, false],
    [{ os: [`!${platform}`] }, false],
    [{ os: ['!plan9'] }, true],
    [{ os: [platform], libc: ['none'] }, false],
  ])('%j: %s', (entry, expected) => {
    expect(isForThisPlatform(entry)).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { atEveryByte, everyFew, insideCharacters } from './split-bytes.js';

const bytes = Buffer.from('aü第🚂z');

describe('splitting bytes', () => {
  it.each([
    ['at every byte', atEveryByte, 11],
    ['every few', (given: Buffer) => everyFew(given, 4), 3],
    ['inside of characters', insideCharacters, 7],
  ])('%s loses none', (_how, split, count) => {
    const pieces = split(bytes);
    expect(pieces).toHaveLength(count);
    expect(Buffer.concat(pieces)).toEqual(bytes);
  });

  it('cuts inside of characters and nowhere else', () => {
    for (const piece of insideCharacters(bytes).slice(1)) expect((piece[0] ?? 0) >> 6).toBe(0b10);
    expect(insideCharacters(Buffer.from('plain'))).toEqual([Buffer.from('plain')]);
  });
});

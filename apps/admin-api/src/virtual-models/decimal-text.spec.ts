import { describe, expect, it } from 'vitest';
import { decimalText } from './decimal-text.js';

describe(decimalText, () => {
  it.each([
    [0.15, '0.15'],
    [0, '0'],
    [2.5, '2.5'],
    [1e-7, '0.000000100000'],
    [123456.789, '123456.789'],
    [null, null],
    [undefined, undefined],
  ])('%s -> %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });
});

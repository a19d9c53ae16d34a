import { describe, expect, it } from 'vitest';
import { formatNumber } from './format-number.js';

describe(formatNumber.name, () => {
  it.each([
    [12_345.6, '12,346'],
    [99.96, '100'],
    [1.2345, '1.23'],
    [0.012345, '0.0123'],
    [0, '0'],
    [-0.5, '-0.5'],
    [null, '–'],
    [undefined, '–'],
  ])('writes %s as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

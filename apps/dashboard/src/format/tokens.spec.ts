import { describe, expect, it } from 'vitest';
import { formatCompactCount, formatCount } from './tokens';

describe(formatCount.name, () => {
  it.each([
    [null, '–'],
    [0, '0'],
    [1234567, '1,234,567'],
  ])('shows %s as %s', (count, expected) => {
    expect(formatCount(count)).toBe(expected);
  });
});

describe(formatCompactCount.name, () => {
  it.each([
    [0, '0'],
    [9999, '9,999'],
    [12_345, '12.3K'],
    [1_234_567, '1.23M'],
  ])('shows %s as %s', (count, expected) => {
    expect(formatCompactCount(count)).toBe(expected);
  });
});

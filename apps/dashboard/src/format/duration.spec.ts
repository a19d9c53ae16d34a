import { describe, expect, it } from 'vitest';
import { formatDuration } from './duration';

describe(formatDuration.name, () => {
  it.each([
    [null, '–'],
    [0, '0 ms'],
    [34.6, '35 ms'],
    [999.6, '1.00 s'],
    [1234, '1.23 s'],
    [9994, '9.99 s'],
    [9999, '10.0 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min 0 s'],
    [125_400, '2 min 5 s'],
  ])('shows %s as %s', (milliseconds, expected) => {
    expect(formatDuration(milliseconds)).toBe(expected);
  });
});

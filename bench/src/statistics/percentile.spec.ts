import { describe, expect, it } from 'vitest';
import { percentile } from './percentile.js';

describe(percentile.name, () => {
  it('takes the nearest rank', () => {
    const numbers = Array.from({ length: 200 }, (_, index) => 200 - index);
    expect(percentile(numbers, 50)).toBe(100);
    expect(percentile(numbers, 99)).toBe(198);
    expect(percentile(numbers, 100)).toBe(200);
    expect(percentile([7], 1)).toBe(7);
  });

  it('does not exist of nothing', () => {
    expect(() => percentile([], 50)).toThrow('no numbers');
  });
});

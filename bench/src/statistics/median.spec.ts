import { describe, expect, it } from 'vitest';
import { median, medianOrNull } from './median.js';

describe(median.name, () => {
  it('is the middle one, whatever the order', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4])).toBe(4);
  });

  it('is between the two in the middle', () => {
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it('does not exist of nothing', () => {
    expect(() => median([])).toThrow('no numbers');
  });
});

describe(medianOrNull.name, () => {
  it('is null when anything was not measured', () => {
    expect(medianOrNull([1, null, 3])).toBeNull();
    expect(medianOrNull([])).toBeNull();
    expect(medianOrNull([1, 2, 3])).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { check, ratio } from './row.js';

describe(check.name, () => {
  it.each([
    [1.2, { atLeast: 1 }, 'met'],
    [1, { atLeast: 1 }, 'met'],
    [0.99, { atLeast: 1 }, 'missed'],
    [5, { atMost: 5 }, 'met'],
    [5.1, { atMost: 5 }, 'missed'],
    [null, { atMost: 5 }, 'not measured'],
    [Number.NaN, { atLeast: 1 }, 'not measured'],
  ])('%s against %o is %s', (value, goal, verdict) => {
    expect(check('× bare', value, goal).verdict).toBe(verdict);
  });
});

describe(ratio.name, () => {
  it('needs both numbers', () => {
    expect(ratio(3, 2)).toBe(1.5);
    expect(ratio(3, undefined)).toBeNull();
    expect(ratio(null, 2)).toBeNull();
    expect(ratio(3, 0)).toBeNull();
  });
});

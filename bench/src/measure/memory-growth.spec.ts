import { describe, expect, it } from 'vitest';
import { growthOf } from './memory-growth.js';

describe(growthOf.name, () => {
  it('compares the last third with the middle one and leaves the first out', () => {
    expect(growthOf([1, 50, 99, 100, 100, 100, 110, 110, 110])).toEqual({
      lastBytes: 110,
      share: expect.closeTo(0.1),
    });
  });

  it('says nothing of too few', () => {
    expect(growthOf([1, 2])).toBeNull();
  });
});

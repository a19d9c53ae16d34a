import { describe, expect, it } from 'vitest';
import { effectiveTimeouts, NO_TIMEOUTS } from './timeouts.js';

describe(effectiveTimeouts, () => {
  it('takes each of the four from the first that sets it', () => {
    const model = { ...NO_TIMEOUTS, idleMs: 1 };
    const endpoint = { ...NO_TIMEOUTS, idleMs: 2, totalMs: 3 };
    const fallback = { connectMs: 4, firstEventMs: 5, idleMs: 6, totalMs: 7 };
    expect(effectiveTimeouts([model, undefined, endpoint], fallback)).toEqual({
      connectMs: 4,
      firstEventMs: 5,
      idleMs: 1,
      totalMs: 3,
    });
  });
});

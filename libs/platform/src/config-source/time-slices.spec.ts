import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { timeSlices } from './time-slices.js';

describe(timeSlices, () => {
  it('lets others have their turn once a slice is used up, and not before', async () => {
    let nowMs = 0;
    let hasOtherRun = false;
    const pause = timeSlices(() => nowMs);
    const other = nextTurn().then(() => {
      hasOtherRun = true;
    });
    nowMs = 1;
    await pause();
    expect(hasOtherRun).toBe(false);
    nowMs = 50;
    await pause();
    expect(hasOtherRun).toBe(true);
    await other;
  });
});

import { describe, expect, it } from 'vitest';
import { restartDelayMs } from './restart-delay.js';

describe(restartDelayMs.name, () => {
  it('grows from 1 s to 30 s', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 50].map(restartDelayMs)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ]);
  });
});

import { median } from '../statistics/median.js';

const THIRDS = 3;

/**
 * How memory went on, from samples taken at even intervals. The first third does not count: that is when caches and
 * pools fill.
 *
 * @returns the median of the last third, and how much more that is than the middle one; null for too few samples
 */
export function growthOf(samples: readonly number[]): { lastBytes: number; share: number } | null {
  if (samples.length < THIRDS) return null;
  const third = Math.floor(samples.length / THIRDS);
  const middleBytes = median(samples.slice(third, 2 * third));
  const lastBytes = median(samples.slice(-third));
  return { lastBytes, share: lastBytes / middleBytes - 1 };
}

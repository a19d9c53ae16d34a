const FIRST_DELAY_MS = 1_000;
const LONGEST_DELAY_MS = 30_000;

/** A unit that ran this long is taken as healthy again: its next failure starts from the shortest delay. */
export const HEALTHY_AFTER_MS = 60_000;

/** How long to wait before the next start, after `failures` failures in a row. */
export function restartDelayMs(failures: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** Math.max(0, failures - 1), LONGEST_DELAY_MS);
}

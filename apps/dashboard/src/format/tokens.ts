const exact = new Intl.NumberFormat('en-US');
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** Every digit, for tables. */
export function formatCount(count: number | null): string {
  return count === null ? '–' : exact.format(count);
}

/** Short form for tiles; exact below ten thousand. */
export function formatCompactCount(count: number): string {
  return count < 10_000 ? exact.format(count) : compact.format(count);
}

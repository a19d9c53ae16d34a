/** The middle one, or the mean of the two in the middle. @throws when there are none */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  const [lower, upper] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  if (lower === undefined || upper === undefined) throw new Error('no numbers to take the median of');
  return (lower + upper) / 2;
}

/** The median of those that were measured, or null when some were not. */
export function medianOrNull(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((number) => number !== null);
  return known.length > 0 && known.length === numbers.length ? median(known) : null;
}

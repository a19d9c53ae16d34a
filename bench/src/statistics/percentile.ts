/** The smallest number that is not exceeded by so many percent of them (nearest rank). @throws when there are none */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = Float64Array.from(numbers).sort();
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new Error('no numbers to take a percentile of');
  return found;
}

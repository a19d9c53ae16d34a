const DECIMALS = 12;

/**
 * A price from JSON as exact decimal text. The shortest text that names a double is what its sender wrote, so 0.15
 * becomes "0.15" and not the double's full expansion; exponents, which that text may use, are written out.
 */
export function decimalText(value: number | null | undefined): string | null | undefined {
  if (value === null || value === undefined) return value;
  const text = String(value);
  return text.includes('e') ? value.toFixed(DECIMALS) : text;
}

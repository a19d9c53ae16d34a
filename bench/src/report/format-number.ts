const SIGNIFICANT_DIGITS = 3;
const WHOLE_FROM = 100;

/** For people: 12,345 or 0.123. */
export function formatNumber(value: number | null | undefined): string {
  if (value === null || value === undefined) return '–';
  if (Math.abs(value) >= WHOLE_FROM) return Math.round(value).toLocaleString('en-US');
  return String(Number(value.toPrecision(SIGNIFICANT_DIGITS)));
}

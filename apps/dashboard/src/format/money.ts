const currency = 'USD';

/** Cost of requests: cents for ordinary amounts, three significant digits for tiny ones ($0.000045). */
export function formatMoney(amount: number | null): string {
  if (amount === null) return 'unknown';
  return formatDollars(amount, decimalsFor(amount));
}

/** A price as it was entered: never rounded to cents. */
export function formatPrice(price: number | null): string {
  if (price === null) return 'unknown';
  return price === 0 ? 'free' : formatDollars(price, 12);
}

function decimalsFor(amount: number): number {
  const size = Math.abs(amount);
  if (size === 0 || size >= 1) return 2;
  return Math.min(12, Math.ceil(-Math.log10(size)) + 2);
}

function formatDollars(amount: number, maximumFractionDigits: number): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits,
  }).format(amount);
}

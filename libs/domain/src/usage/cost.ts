import type { Price } from './price.js';
import { type TokenUsage, totalOutputTokens } from './token-usage.js';

const PRICE_DECIMALS = 12;
/** A price is for a million tokens, which moves the point by another six digits. */
const COST_DECIMALS = PRICE_DECIMALS + 6;

/**
 * Exact cost of a request in USD as a decimal text, or `null` when a price it needs is unknown. It is counted in whole
 * units of the last decimal, of which a price has no more than twelve (`decimalSchema`).
 *
 * Cache writes are charged as plain input until they have a price of their own. `cachedOutputPerMillion` applies to
 * no bucket yet, because no upstream reports cached output.
 */
export function costOf(usage: TokenUsage, price: Price): string | null {
  const input = unitsFor(usage.inputTokens + usage.cacheWriteTokens, price.inputPerMillion);
  const cachedInput = unitsFor(usage.cacheReadTokens, price.cachedInputPerMillion ?? price.inputPerMillion);
  const output = unitsFor(totalOutputTokens(usage), price.outputPerMillion);
  if (input === null || cachedInput === null || output === null) return null;
  return decimalText(input + cachedInput + output);
}

function unitsFor(tokens: number, pricePerMillion: string | null): bigint | null {
  if (tokens === 0) return 0n;
  if (pricePerMillion === null) return null;
  const [whole = '', decimals = ''] = pricePerMillion.split('.');
  return BigInt(tokens) * BigInt(whole + decimals.padEnd(PRICE_DECIMALS, '0'));
}

function decimalText(units: bigint): string {
  const digits = units.toString().padStart(COST_DECIMALS + 1, '0');
  const decimals = digits.slice(-COST_DECIMALS).replace(/0+$/, '');
  const whole = digits.slice(0, -COST_DECIMALS);
  return decimals === '' ? whole : `${whole}.${decimals}`;
}

import Big from 'big.js';
import type { Price } from './price.js';
import { type TokenUsage, totalOutputTokens } from './token-usage.js';

const TOKENS_PER_PRICE = 1_000_000;

/**
 * Exact cost of a request in USD as a decimal text, or `null` when a price it needs is unknown.
 *
 * Cache writes are charged as plain input until they have a price of their own. `cachedOutputPerMillion` applies to
 * no bucket yet, because no upstream reports cached output.
 */
export function costOf(usage: TokenUsage, price: Price): string | null {
  const cachedInputPrice = price.cachedInputPerMillion ?? price.inputPerMillion;
  const parts = [
    partCost(usage.inputTokens + usage.cacheWriteTokens, price.inputPerMillion),
    partCost(usage.cacheReadTokens, cachedInputPrice),
    partCost(totalOutputTokens(usage), price.outputPerMillion),
  ];
  let sum = new Big(0);
  for (const part of parts) {
    if (part === null) return null;
    sum = sum.plus(part);
  }
  return sum.toFixed();
}

function partCost(tokens: number, pricePerMillion: string | null): Big | null {
  if (tokens === 0) return new Big(0);
  if (pricePerMillion === null) return null;
  // Dividing by a power of ten is exact; Big.DP (20) is above the 12 decimals of a price plus the 6 of a million.
  return new Big(pricePerMillion).times(tokens).div(TOKENS_PER_PRICE);
}

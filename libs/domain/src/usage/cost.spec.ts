import { describe, expect, it } from 'vitest';
import { costOf } from './cost.js';
import type { Price } from './price.js';
import type { TokenUsage } from './token-usage.js';

const aUsage = (tokens: Partial<TokenUsage>): TokenUsage => ({
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
  ...tokens,
});

const aPrice = (price: Partial<Price>): Price => ({
  inputPerMillion: null,
  outputPerMillion: null,
  cachedInputPerMillion: null,
  cachedOutputPerMillion: null,
  ...price,
});

describe(costOf, () => {
  it.each<[string, Partial<TokenUsage>, Partial<Price>, string | null]>([
    [
      'input and output',
      { inputTokens: 1000, outputTokens: 500 },
      { inputPerMillion: '0.15', outputPerMillion: '0.6' },
      '0.00045',
    ],
    [
      'a third of a cent to the last digit',
      { inputTokens: 1 },
      { inputPerMillion: '0.123456789012' },
      '0.000000123456789012',
    ],
    [
      'cached input at its own price',
      { cacheReadTokens: 1_000_000 },
      { inputPerMillion: '2.5', cachedInputPerMillion: '1.25' },
      '1.25',
    ],
    [
      'cached input without its own price as input',
      { cacheReadTokens: 1_000_000 },
      { inputPerMillion: '2.5' },
      '2.5',
    ],
    ['reasoning as output', { outputTokens: 1, reasoningTokens: 1 }, { outputPerMillion: '10' }, '0.00002'],
    [
      'a price of zero as free',
      { inputTokens: 9, outputTokens: 9 },
      { inputPerMillion: '0', outputPerMillion: '0' },
      '0',
    ],
    ['an unknown price as unknown', { inputTokens: 9, outputTokens: 9 }, { inputPerMillion: '1' }, null],
    [
      'no need for a price where there were no tokens',
      { inputTokens: 1_000_000 },
      { inputPerMillion: '1' },
      '1',
    ],
    [
      'the most expensive tokens to the last digit',
      { inputTokens: 2_147_483_647, cacheReadTokens: 2_147_483_647, reasoningTokens: 2_147_483_647 },
      {
        inputPerMillion: '999999999999.999999999999',
        cachedInputPerMillion: '999999999999.999999999999',
        outputPerMillion: '999999999999.999999999999',
      },
      '6442450940999999.999999993557549059',
    ],
    ['a price with zeros around it', { inputTokens: 10 }, { inputPerMillion: '0010.500' }, '0.000105'],
    ['whole dollars', { inputTokens: 1_000_000 }, { inputPerMillion: '1200' }, '1200'],
  ])('counts %s', (_case, usage, price, expected) => {
    expect(costOf(aUsage(usage), aPrice(price))).toBe(expected);
  });
});

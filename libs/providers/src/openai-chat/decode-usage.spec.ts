import { describe, expect, it } from 'vitest';
import { decodeUsage } from './decode-usage.js';

describe(decodeUsage, () => {
  it('makes the buckets disjoint', () => {
    const usage = {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 },
      completion_tokens_details: { reasoning_tokens: 20 },
    };
    expect(decodeUsage(usage)).toEqual({
      inputTokens: 30,
      cacheReadTokens: 60,
      cacheWriteTokens: 10,
      outputTokens: 30,
      reasoningTokens: 20,
    });
  });

  it('never gives a negative bucket, whatever is reported', () => {
    const usage = {
      prompt_tokens: 10,
      completion_tokens: 1,
      prompt_tokens_details: { cached_tokens: 60 },
      completion_tokens_details: { reasoning_tokens: 99 },
    };
    expect(decodeUsage(usage)).toMatchObject({
      inputTokens: 0,
      cacheReadTokens: 10,
      outputTokens: 0,
      reasoningTokens: 1,
    });
  });

  it.each([
    [null],
    [undefined],
    ['12'],
    [{}],
    [{ total_tokens: 3 }],
    [{ prompt_tokens: 1, completion_tokens: 1e30 }],
    [{ prompt_tokens: -5 }],
  ])('finds no counts in %j', (usage) => {
    expect(decodeUsage(usage)).toBeNull();
  });
});

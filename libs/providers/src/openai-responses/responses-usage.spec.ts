import { describe, expect, it } from 'vitest';
import { decodeResponsesUsage, encodeResponsesUsage } from './responses-usage.js';

const counts = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

describe(decodeResponsesUsage, () => {
  it.each<[unknown, object | null]>([
    [
      { input_tokens: 5, output_tokens: 7 },
      { ...counts, inputTokens: 5, outputTokens: 7 },
    ],
    [
      {
        input_tokens: 10,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 3 },
        output_tokens: 9,
        output_tokens_details: { reasoning_tokens: 6 },
      },
      { inputTokens: 3, cacheReadTokens: 4, cacheWriteTokens: 3, outputTokens: 3, reasoningTokens: 6 },
    ],
    [
      { input_tokens: 2, input_tokens_details: { cached_tokens: 9 }, output_tokens: 0 },
      { ...counts, cacheReadTokens: 2 },
    ],
    [{ input_tokens: -1, output_tokens: 5 }, null],
    [{ input_tokens: 1e12, output_tokens: 5 }, null],
    [{ total_tokens: 5 }, null],
    [null, null],
  ])('reads %j', (usage, expected) => {
    expect(decodeResponsesUsage(usage)).toEqual(expected);
  });

  it('reads what it wrote', () => {
    const usage = {
      inputTokens: 1,
      cacheReadTokens: 2,
      cacheWriteTokens: 3,
      outputTokens: 4,
      reasoningTokens: 5,
    };
    expect(decodeResponsesUsage(encodeResponsesUsage(usage))).toEqual(usage);
  });
});

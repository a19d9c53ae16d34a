import { describe, expect, it } from 'vitest';
import { settleUsage } from './settle-usage.js';

const usage = {
  inputTokens: 20,
  cacheReadTokens: 5,
  cacheWriteTokens: 0,
  outputTokens: 7,
  reasoningTokens: 1,
};
const never = (): number => {
  throw new Error('not to be asked');
};

describe(settleUsage, () => {
  it('takes a report that covers all as it is', () => {
    expect(settleUsage({ usage, unreportedCharacters: 0 }, never)).toEqual({ usage, isEstimated: false });
  });

  it('adds an estimate of what came after the report', () => {
    expect(settleUsage({ usage, unreportedCharacters: 9 }, never)).toEqual({
      usage: { ...usage, outputTokens: 10 },
      isEstimated: true,
    });
  });

  it('estimates all where nothing was reported', () => {
    expect(settleUsage({ usage: null, unreportedCharacters: 8 }, () => 30)).toEqual({
      usage: {
        inputTokens: 30,
        cacheReadTokens: 0,
        cacheWriteTokens: 0,
        outputTokens: 2,
        reasoningTokens: 0,
      },
      isEstimated: true,
    });
  });
});

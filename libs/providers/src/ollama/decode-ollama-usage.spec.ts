import { describe, expect, it } from 'vitest';
import { decodeOllamaUsage } from './decode-ollama-usage.js';

const counts = (inputTokens: number, outputTokens: number) => ({
  inputTokens,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens,
  reasoningTokens: 0,
});

describe(decodeOllamaUsage, () => {
  it.each([
    ['both counts', { prompt_eval_count: 26, eval_count: 298 }, counts(26, 298)],
    ['a prompt that was cached', { eval_count: 5 }, counts(0, 5)],
    ['an embedding', { prompt_eval_count: 8 }, counts(8, 0)],
    ['counts of zero', { prompt_eval_count: 0, eval_count: 0 }, counts(0, 0)],
    ['fractions', { prompt_eval_count: 2.9, eval_count: 1.1 }, counts(2, 1)],
  ])('reads %s', (_case, answer, usage) => {
    expect(decodeOllamaUsage(answer)).toEqual(usage);
  });

  it.each([
    ['no counts', { done: true }],
    ['a negative one', { prompt_eval_count: -1, eval_count: 5 }],
    ['an impossible one', { prompt_eval_count: 1, eval_count: 1e12 }],
    ['words', { prompt_eval_count: 'many', eval_count: 5 }],
    ['nulls', { prompt_eval_count: null, eval_count: null }],
  ])('takes nothing from %s', (_case, answer) => {
    expect(decodeOllamaUsage(answer)).toBeNull();
  });
});

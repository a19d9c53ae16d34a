import { describe, expect, it } from 'vitest';
import { MessagesUsageReader } from './read-messages-usage.js';

const read = (...reports: unknown[]) => {
  const sut = new MessagesUsageReader();
  return reports.map((report) => sut.read(report)).at(-1);
};
const start = {
  input_tokens: 20,
  cache_read_input_tokens: 300,
  cache_creation_input_tokens: 40,
  output_tokens: 1,
};

describe(MessagesUsageReader.name, () => {
  it('takes the buckets as they are: they are disjoint already', () => {
    expect(read(start)).toEqual({
      inputTokens: 20,
      cacheReadTokens: 300,
      cacheWriteTokens: 40,
      outputTokens: 1,
      reasoningTokens: 0,
    });
  });

  it('replaces what was known by the later report and never adds', () => {
    expect(read(start, { input_tokens: 25, output_tokens: 7 }, { output_tokens: 9 })).toMatchObject({
      inputTokens: 25,
      cacheReadTokens: 300,
      cacheWriteTokens: 40,
      outputTokens: 9,
    });
  });

  it.each([
    ['missing', { output_tokens: 9 }],
    [
      'null',
      {
        input_tokens: null,
        cache_read_input_tokens: null,
        cache_creation_input_tokens: null,
        output_tokens: 9,
      },
    ],
    ['zero', { input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 9 }],
  ])('keeps the input it knows where the later one is %s', (_case, report) => {
    expect(read(start, report)).toMatchObject({ inputTokens: 20, cacheReadTokens: 300, outputTokens: 9 });
  });

  it('takes an input that is known only at the end', () => {
    expect(read({ input_tokens: 0, output_tokens: 0 }, { input_tokens: 8, output_tokens: 3 })).toMatchObject({
      inputTokens: 8,
      outputTokens: 3,
    });
  });

  it.each([
    [{ cache_creation_input_tokens: 50, cache_creation: { ephemeral_5m_input_tokens: 50 } }, 50],
    [{ cache_creation: { ephemeral_5m_input_tokens: 30, ephemeral_1h_input_tokens: 12 } }, 42],
    [{ cache_creation_input_tokens: null, cache_creation: { ephemeral_1h_input_tokens: 12 } }, 12],
    [{ cache_creation: null }, 0],
  ])('counts what was written to the cache in %j', (report, cacheWriteTokens) => {
    expect(read({ input_tokens: 1, output_tokens: 1, ...report })).toMatchObject({ cacheWriteTokens });
  });

  it.each([
    [{ thinking_tokens: 30 }, 70, 30],
    [{ thinking_tokens: 300 }, 0, 100],
    [{ thinking_tokens: -1 }, 100, 0],
    [null, 100, 0],
  ])('takes thinking %j out of the output', (details, outputTokens, reasoningTokens) => {
    expect(read({ input_tokens: 1, output_tokens: 100, output_tokens_details: details })).toMatchObject({
      outputTokens,
      reasoningTokens,
    });
  });

  it.each([
    null,
    'a lot',
    {},
    { service_tier: 'standard' },
    { input_tokens: -1, output_tokens: 3 },
    { input_tokens: 2e9, output_tokens: 3 },
    { input_tokens: '12', output_tokens: 3 },
    { input_tokens: 1.5 },
  ])('knows nothing from %j', (report) => {
    expect(read(report)).toBeNull();
  });

  it('keeps what it knew when a report cannot be true', () => {
    expect(read(start, { output_tokens: -5 }, { output_tokens: 6 })).toMatchObject({
      inputTokens: 20,
      outputTokens: 6,
    });
  });
});

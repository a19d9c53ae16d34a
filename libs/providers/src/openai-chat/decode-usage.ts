import type { TokenUsage } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';

/**
 * OpenAI's usage object as disjoint buckets. `prompt_tokens` includes cached tokens and `completion_tokens` includes
 * reasoning, so both are taken out; a bucket never becomes negative, whatever an endpoint reports.
 *
 * @returns null when the object holds no counts, or none that can be true
 */
export function decodeUsage(usage: unknown): TokenUsage | null {
  if (!isJsonObject(usage)) return null;
  if (typeof usage.prompt_tokens !== 'number' && typeof usage.completion_tokens !== 'number') return null;
  if (!isPlausible(usage.prompt_tokens) || !isPlausible(usage.completion_tokens)) return null;
  const promptDetails = detailsOf(usage.prompt_tokens_details);
  const completionDetails = detailsOf(usage.completion_tokens_details);
  const promptTokens = countOf(usage.prompt_tokens);
  const cacheReadTokens = Math.min(countOf(promptDetails.cached_tokens), promptTokens);
  const cacheWriteTokens = Math.min(
    countOf(promptDetails.cache_write_tokens),
    promptTokens - cacheReadTokens,
  );
  const completionTokens = countOf(usage.completion_tokens);
  const reasoningTokens = Math.min(countOf(completionDetails.reasoning_tokens), completionTokens);
  return {
    inputTokens: promptTokens - cacheReadTokens - cacheWriteTokens,
    cacheReadTokens,
    cacheWriteTokens,
    outputTokens: completionTokens - reasoningTokens,
    reasoningTokens,
  };
}

const detailsOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** More than any model has ever read or written: a report beyond it is a fault, not a number to charge for. */
const MAX_PLAUSIBLE_TOKENS = 1_000_000_000;

const isPlausible = (value: unknown): boolean =>
  value == null || (typeof value === 'number' && value >= 0 && value <= MAX_PLAUSIBLE_TOKENS);

const countOf = (value: unknown): number => (typeof value === 'number' && value > 0 ? Math.floor(value) : 0);

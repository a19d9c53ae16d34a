import { type TokenUsage, totalInputTokens, totalOutputTokens } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { decodeUsage } from '../openai-chat/decode-usage.js';

/**
 * Usage of the Responses API, which counts as chat completions do and calls it otherwise.
 * @returns null when the object holds no counts, or none that can be true
 */
export const decodeResponsesUsage = (usage: unknown): TokenUsage | null =>
  isJsonObject(usage)
    ? decodeUsage({
        prompt_tokens: usage.input_tokens,
        prompt_tokens_details: usage.input_tokens_details,
        completion_tokens: usage.output_tokens,
        completion_tokens_details: usage.output_tokens_details,
      })
    : null;

/** The reverse. Every count is there, zero where nothing is known: clients refuse an answer that lacks one. */
export function encodeResponsesUsage(usage: TokenUsage | null): JsonObject {
  const inputTokens = usage ? totalInputTokens(usage) : 0;
  const outputTokens = usage ? totalOutputTokens(usage) : 0;
  return {
    input_tokens: inputTokens,
    input_tokens_details: {
      cached_tokens: usage?.cacheReadTokens ?? 0,
      cache_write_tokens: usage?.cacheWriteTokens ?? 0,
    },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: usage?.reasoningTokens ?? 0 },
    total_tokens: inputTokens + outputTokens,
  };
}

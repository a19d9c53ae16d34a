import { type TokenUsage, totalInputTokens, totalOutputTokens } from '@switchyard/domain';
import type { JsonObject } from '../json.js';

/** Usage in OpenAI's view: the prompt includes cached tokens, the completion includes reasoning. */
export function encodeUsage(usage: TokenUsage | null): JsonObject {
  const promptTokens = usage ? totalInputTokens(usage) : 0;
  const completionTokens = usage ? totalOutputTokens(usage) : 0;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    prompt_tokens_details: {
      cached_tokens: usage?.cacheReadTokens ?? 0,
      ...(usage && usage.cacheWriteTokens > 0 && { cache_write_tokens: usage.cacheWriteTokens }),
    },
    completion_tokens_details: { reasoning_tokens: usage?.reasoningTokens ?? 0 },
  };
}

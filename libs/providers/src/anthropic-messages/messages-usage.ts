import type { TokenUsage } from '@switchyard/domain';
import { totalOutputTokens } from '@switchyard/domain';

/** Usage in Anthropic's view: input excludes what was read from or written to the cache. Zero where nothing is known. */
export const toMessagesUsage = (usage: TokenUsage | null) => ({
  input_tokens: usage?.inputTokens ?? 0,
  cache_creation_input_tokens: usage?.cacheWriteTokens ?? 0,
  cache_read_input_tokens: usage?.cacheReadTokens ?? 0,
  output_tokens: usage ? totalOutputTokens(usage) : 0,
});

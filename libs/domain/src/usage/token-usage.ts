import { z } from 'zod';

const INT32_MAX = 2_147_483_647;
const tokens = z.number().int().nonnegative().max(INT32_MAX);

/**
 * Tokens of one request in disjoint buckets: no token is counted in two of them, whatever the upstream's own habit
 * (OpenAI's `prompt_tokens` includes cached ones, Anthropic's `input_tokens` does not).
 */
export const tokenUsageSchema = z.object({
  /** Input that was neither read from nor written to a prompt cache. */
  inputTokens: tokens,
  cacheReadTokens: tokens,
  cacheWriteTokens: tokens,
  /** Output that was not reasoning. */
  outputTokens: tokens,
  reasoningTokens: tokens,
});

export type TokenUsage = z.infer<typeof tokenUsageSchema>;

/** All input tokens, cached or not. */
export const totalInputTokens = (usage: TokenUsage): number =>
  usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;

/** All output tokens, reasoning included. */
export const totalOutputTokens = (usage: TokenUsage): number => usage.outputTokens + usage.reasoningTokens;

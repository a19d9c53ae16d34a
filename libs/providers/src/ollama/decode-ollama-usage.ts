import type { TokenUsage } from '@switchyard/domain';
import type { JsonObject } from '../json.js';

/**
 * The counts in Ollama's last object. `prompt_eval_count` is left out where the whole prompt was in its cache (and, in
 * Go's `omitempty`, where it is 0); thinking is part of `eval_count` and not told apart.
 *
 * @returns null when the object holds no counts, or none that can be true
 */
export function decodeOllamaUsage(answer: JsonObject): TokenUsage | null {
  const { prompt_eval_count: prompt, eval_count: output } = answer;
  if (typeof prompt !== 'number' && typeof output !== 'number') return null;
  if (!isPlausible(prompt) || !isPlausible(output)) return null;
  return {
    inputTokens: countOf(prompt),
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    outputTokens: countOf(output),
    reasoningTokens: 0,
  };
}

/** More than any model has ever read or written: a report beyond it is a fault, not a number to charge for. */
const MAX_PLAUSIBLE_TOKENS = 1_000_000_000;

const isPlausible = (value: unknown): boolean =>
  value == null || (typeof value === 'number' && value >= 0 && value <= MAX_PLAUSIBLE_TOKENS);

const countOf = (value: unknown): number => (typeof value === 'number' ? Math.floor(value) : 0);

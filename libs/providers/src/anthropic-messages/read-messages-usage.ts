import type { TokenUsage } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';

type Input = Pick<TokenUsage, 'inputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>;
type Counts<Name extends string> = Readonly<Record<Name, number | null>>;

const NO_INPUT: Input = { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 };

/**
 * The usage of one answer from its reports. They are cumulative: a later count replaces an earlier one, and where it is
 * null or missing the earlier one stays (Anthropic API reference, "Streaming Messages"). `input_tokens` is without what
 * was read from or written to the cache; `output_tokens` includes thinking.
 */
export class MessagesUsageReader {
  private input: Input = NO_INPUT;
  private outputTokens = 0;
  private thinkingTokens = 0;

  /** @returns what is known now; null when the report says nothing, or nothing that can be true */
  read(report: unknown): TokenUsage | null {
    if (!isJsonObject(report)) return null;
    const input = countsOf(inputFields(report));
    const output = countsOf({ all: report.output_tokens });
    if (input === null || output === null) return null;
    if ([...Object.values(input), output.all].every((count) => count === null)) return null;
    this.takeInput(input);
    this.outputTokens = output.all || this.outputTokens;
    this.thinkingTokens = thinkingOf(report) ?? this.thinkingTokens;
    const reasoningTokens = Math.min(this.thinkingTokens, this.outputTokens);
    return { ...this.input, outputTokens: this.outputTokens - reasoningTokens, reasoningTokens };
  }

  /** Some servers repeat the input as zeros at the end: that says nothing, whatever was known before. */
  private takeInput(reported: Counts<keyof Input>): void {
    const given = Object.entries(reported).filter(([, count]) => count !== null);
    if (given.some(([, count]) => count !== 0)) this.input = { ...this.input, ...Object.fromEntries(given) };
  }
}

const inputFields = (report: JsonObject): Record<keyof Input, unknown> => ({
  inputTokens: report.input_tokens,
  cacheReadTokens: report.cache_read_input_tokens,
  cacheWriteTokens: report.cache_creation_input_tokens ?? sumOf(report.cache_creation),
});

/** What was written to the cache, where only its parts by time to live are told. */
function sumOf(parts: unknown): unknown {
  if (!isJsonObject(parts)) return null;
  const counts = [parts.ephemeral_5m_input_tokens, parts.ephemeral_1h_input_tokens].filter(isPlausible);
  return counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0);
}

function thinkingOf({ output_tokens_details: details }: JsonObject): number | null {
  const count = isJsonObject(details) ? details.thinking_tokens : null;
  return isPlausible(count) ? count : null;
}

/** @returns null when one of them cannot be true, as then the others are not to be trusted either */
function countsOf<Name extends string>(fields: Readonly<Record<Name, unknown>>): Counts<Name> | null {
  const counts = Object.entries(fields).map(([name, count]) => [name, count ?? null]);
  const areCounts = counts.every(([, count]) => count === null || isPlausible(count));
  return areCounts ? Object.fromEntries(counts) : null;
}

/** More than any model has ever read or written: a report beyond it is a fault, not a number to charge for. */
const MAX_PLAUSIBLE_TOKENS = 1_000_000_000;

const isPlausible = (count: unknown): count is number =>
  Number.isInteger(count) && Number(count) >= 0 && Number(count) <= MAX_PLAUSIBLE_TOKENS;

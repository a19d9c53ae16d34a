import type { TokenUsage } from './token-usage.js';

/** Text in English and code come to about four characters a token. */
export const CHARACTERS_PER_TOKEN = 4;

/** What is known of an answer's usage when the answer ends, however it ends. */
export type UsageReport = {
  /** The endpoint's last report; null when it sent none. */
  readonly usage: TokenUsage | null;
  /** Characters of output that came after that report. */
  readonly unreportedCharacters: number;
};

export type SettledUsage = { readonly usage: TokenUsage; readonly isEstimated: boolean };

/**
 * The usage to be charged. What the endpoint reported counts as it is; what it left out, because it reports nothing or the
 * answer was cut off, is estimated and said to be.
 *
 * @param estimateInputTokens called only where nothing was reported
 */
export function settleUsage(report: UsageReport, estimateInputTokens: () => number): SettledUsage {
  const missing = Math.ceil(report.unreportedCharacters / CHARACTERS_PER_TOKEN);
  if (report.usage === null) {
    const inputTokens = estimateInputTokens();
    const unknown = { cacheReadTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0 };
    return { usage: { inputTokens, outputTokens: missing, ...unknown }, isEstimated: true };
  }
  if (missing === 0) return { usage: report.usage, isEstimated: false };
  return {
    usage: { ...report.usage, outputTokens: report.usage.outputTokens + missing },
    isEstimated: true,
  };
}

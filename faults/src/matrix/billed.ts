import type { ReportedUsage } from '../provider/scripted-answer.js';
import type { Billing } from './expectation.js';
import type { LedgerRow } from './ledger.js';

/** Totals of a ledger row. */
export type Billed =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'tokens';
      readonly inputTokens: number;
      readonly cachedTokens: number;
      readonly outputTokens: number;
      readonly isEstimated: boolean;
    };

export function billedIn(row: LedgerRow): Billed {
  const { input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, reasoning_tokens } = row;
  const input = [input_tokens, cache_read_tokens, cache_write_tokens];
  const output = [output_tokens, reasoning_tokens];
  if ([...input, ...output].every((count) => count === null)) return { kind: 'nothing' };
  return {
    kind: 'tokens',
    inputTokens: sum(input),
    cachedTokens: cache_read_tokens ?? 0,
    outputTokens: sum(output),
    isEstimated: row.usage_estimated === true,
  };
}

const sum = (counts: readonly (number | null)[]): number =>
  counts.reduce<number>((total, count) => total + (count ?? 0), 0);

/** What the endpoint has reported, or would have, if it had come to its end. */
export type Truth = { readonly usage: ReportedUsage | null; readonly tellsCachedTokens: boolean };

const rules: Readonly<Record<Billing, (billed: Billed, truth: Truth) => boolean>> = {
  reported: isAsReported,
  // A column that says "estimated" came later than the matrix; without it only nothing is honest.
  estimated: (billed) =>
    billed.kind === 'nothing' || (billed.isEstimated && billed.inputTokens > 0 && billed.outputTokens > 0),
  partial: (billed, { usage }) =>
    billed.kind === 'nothing' ||
    billed.isEstimated ||
    (billed.inputTokens === usage?.inputTokens && billed.outputTokens <= usage.outputTokens),
  nothing: (billed) => billed.kind === 'nothing' || (billed.inputTokens === 0 && billed.outputTokens === 0),
};

export const isBilledRight = (expected: Billing, billed: Billed, truth: Truth): boolean =>
  rules[expected](billed, truth);

function isAsReported(billed: Billed, { usage, tellsCachedTokens }: Truth): boolean {
  return (
    billed.kind === 'tokens' &&
    !billed.isEstimated &&
    billed.inputTokens === usage?.inputTokens &&
    billed.outputTokens === usage.outputTokens &&
    billed.cachedTokens === (tellsCachedTokens ? usage.cachedTokens : 0)
  );
}

/** An estimate without its numbers: they may change with every model of a tokenizer. */
export function describeBilled(billed: Billed, truth: Truth): string {
  if (billed.kind === 'nothing') return 'nothing';
  if (billed.isEstimated) return 'an estimate';
  const tokens = `${billed.inputTokens} in, ${billed.outputTokens} out`;
  return isAsReported(billed, truth) ? `${tokens}, as reported` : tokens;
}

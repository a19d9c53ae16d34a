import { describe, expect, it } from 'vitest';
import { billedIn, describeBilled, isBilledRight } from './billed.js';
import type { Billing } from './expectation.js';
import type { LedgerRow } from './ledger.js';

const truth = { usage: { inputTokens: 41, cachedTokens: 16, outputTokens: 13 }, tellsCachedTokens: true };

const rowOf = (input: number | null, cached: number | null, output: number | null, isEstimated?: boolean) =>
  ({
    user_agent: 'cell',
    outcome: 'success',
    error_code: null,
    input_tokens: input,
    cache_read_tokens: cached,
    cache_write_tokens: input === null ? null : 0,
    output_tokens: output,
    reasoning_tokens: output === null ? null : 0,
    ...(isEstimated !== undefined && { usage_estimated: isEstimated }),
  }) satisfies LedgerRow;

const nothing = rowOf(null, null, null);
const reported = rowOf(25, 16, 13);
const zeros = rowOf(0, 0, 0);
const begun = rowOf(25, 16, 1);
const estimate = rowOf(30, 0, 9, true);
const wrong = rowOf(25, 16, 26);
const uncached = rowOf(41, 0, 13);

describe(isBilledRight.name, () => {
  it.each<[Billing, Record<string, LedgerRow>, Record<string, LedgerRow>]>([
    ['reported', { reported }, { nothing, zeros, begun, estimate, wrong, uncached }],
    ['estimated', { nothing, estimate }, { reported, zeros, begun, wrong }],
    ['partial', { nothing, estimate, begun, reported }, { wrong, zeros }],
    ['nothing', { nothing, zeros }, { reported, begun, estimate, wrong }],
  ])('%s', (billing, right, bad) => {
    for (const [name, row] of Object.entries(right))
      expect(isBilledRight(billing, billedIn(row), truth), name).toBe(true);
    for (const [name, row] of Object.entries(bad))
      expect(isBilledRight(billing, billedIn(row), truth), name).toBe(false);
  });

  it('knows that not every dialect tells cached tokens apart', () => {
    expect(isBilledRight('reported', billedIn(uncached), { ...truth, tellsCachedTokens: false })).toBe(true);
  });

  it('does not take what was reported for an estimate, or the reverse', () => {
    const marked = { ...reported, usage_estimated: true };
    expect(isBilledRight('reported', billedIn(marked), truth)).toBe(false);
    expect(isBilledRight('reported', billedIn({ ...reported, usage_estimated: false }), truth)).toBe(true);
  });
});

describe(describeBilled.name, () => {
  it.each([
    [nothing, 'nothing'],
    [reported, '41 in, 13 out, as reported'],
    [estimate, 'an estimate'],
    [wrong, '41 in, 26 out'],
  ])('%#: %s', (row, text) => {
    expect(describeBilled(billedIn(row), truth)).toBe(text);
  });
});

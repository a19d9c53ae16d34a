/** What is asked of a measured number. */
export type Goal = { readonly atLeast: number } | { readonly atMost: number };

export type Verdict = 'met' | 'missed' | 'not measured';

/** One number held against its goal. */
export type Check = {
  /** What the number is, behind it: `× bare`, `ms p99`. */
  readonly what: string;
  readonly value: number | null;
  readonly goal: Goal;
  readonly verdict: Verdict;
};

/** One line of the results: the same thing measured on several contestants. */
export type Row = {
  readonly what: string;
  readonly unit: string;
  /** By contestant. Null when it could not be measured here. */
  readonly medians: Readonly<Record<string, number | null>>;
  readonly checks: readonly Check[];
};

/** @param value null when it was not measured */
export function check(what: string, value: number | null, goal: Goal): Check {
  return { what, value, goal, verdict: judge(value, goal) };
}

function judge(value: number | null, goal: Goal): Verdict {
  if (value === null || Number.isNaN(value)) return 'not measured';
  const isMet = 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
  return isMet ? 'met' : 'missed';
}

/** How many times the other one a number is. */
export const ratio = (value: number | null | undefined, other: number | null | undefined): number | null =>
  value === null || value === undefined || other === null || other === undefined || other === 0
    ? null
    : value / other;

import type { CpuRatios } from './baseline.js';

/** What differs less may be chance. */
export const TOLERANCE = 0.15;

export type GateVerdict = {
  readonly name: string;
  readonly ratio: number;
  /** Undefined for a load that the baseline does not know yet. */
  readonly baseline: number | undefined;
  /** How much dearer a request has become: 0.2 for a fifth. Negative when it is cheaper. */
  readonly growth: number;
  readonly isPassed: boolean;
};

/** Holds what was measured against what was committed. A load without a baseline does not pass: nobody would notice. */
export function judgeRatios(measured: CpuRatios, baseline: CpuRatios): GateVerdict[] {
  return Object.entries(measured).map(([name, ratio]) => {
    const before = baseline[name];
    const growth = before === undefined ? Number.NaN : ratio / before - 1;
    return { name, ratio, baseline: before, growth, isPassed: growth <= TOLERANCE };
  });
}

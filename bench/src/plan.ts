/** How long everything takes. */
export type Plan = {
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Whole seconds, because wrk knows no others. */
  readonly roundMs: number;
  /** Of loads with a fixed rate, in each round. */
  readonly openLoopMs: number;
  /** How long all streams are held open together. */
  readonly holdStreamsMs: number;
  /** How long the mixed load goes on under which memory must stay flat. */
  readonly mixedLoadMs: number;
  /** How many changes of a large configuration are timed. */
  readonly configChanges: number;
  readonly ledgerLoadMs: number;
};

export const fullPlan: Plan = {
  isQuick: false,
  rounds: 5,
  roundMs: 4_000,
  openLoopMs: 5_000,
  holdStreamsMs: 30_000,
  mixedLoadMs: 600_000,
  configChanges: 7,
  ledgerLoadMs: 15_000,
};

/** For a look in between: the numbers are real, but few. */
export const quickPlan: Plan = {
  isQuick: true,
  rounds: 2,
  roundMs: 1_000,
  openLoopMs: 1_000,
  holdStreamsMs: 4_000,
  mixedLoadMs: 20_000,
  configChanges: 3,
  ledgerLoadMs: 5_000,
};

import type { Row } from './row.js';

/** What a run found, as bench/results/latest.json holds it. */
export type Results = {
  /** ISO date and time. */
  readonly startedAt: string;
  readonly isQuick: boolean;
  readonly machine: Machine;
  /** Contestants that were left out, and why. */
  readonly absences: Readonly<Record<string, string>>;
  readonly scenarios: readonly ScenarioResults[];
};

export type ScenarioResults = {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  /** Why there are no rows. */
  readonly failure?: string;
};

export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly os: string;
  readonly node: string;
  readonly nginx: string | null;
  readonly wrk: string | null;
  readonly load: string;
};

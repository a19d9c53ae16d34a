import type { Lab } from '../lab.js';
import type { Plan } from '../plan.js';
import type { Row } from '../report/row.js';

/** Something that is measured, with what is asked of it. */
export type Scenario = {
  /** By which it is selected, in kebab-case. */
  readonly name: string;
  /** In words. */
  readonly title: string;
  run(context: ScenarioContext): Promise<ScenarioResult>;
};

export type ScenarioContext = {
  readonly lab: Lab;
  readonly plan: Plan;
  /** Ends the run. */
  readonly signal: AbortSignal;
};

export type ScenarioResult = {
  readonly rows: readonly Row[];
  /** What a reader of the rows has to know. */
  readonly notes?: readonly string[];
};

import type { Fault } from '../provider/faults/fault.js';
import { faults, modelNameOf } from '../provider/faults/fault-table.js';
import { type ScriptedAnswer, textAnswer, toolAnswer } from '../provider/scripted-answer.js';
import type { Form } from '../provider/speech.js';
import type { MatrixClient } from './clients/matrix-client.js';
import type { Expectation } from './expectation.js';
import type { Scenario } from './scenarios.js';
import type { MatrixUpstream } from './upstreams.js';

/** One request: who asks, how, and who answers in which way. */
export type Cell = {
  /** Stands in its prompt and in its user agent, by which provider and ledger know it. */
  readonly id: string;
  readonly client: MatrixClient;
  readonly upstream: MatrixUpstream;
  readonly scenario: Scenario;
  readonly form: Form;
  readonly expected: Expectation;
  /** What the provider would say if nothing went wrong. */
  readonly answer: ScriptedAnswer;
};

export type Axes = {
  readonly clients: readonly MatrixClient[];
  readonly upstreams: readonly MatrixUpstream[];
  readonly scenarios: readonly Scenario[];
};

const faultByName = new Map(faults.map((fault) => [fault.name, fault]));

/** Every combination that means something, in the order of the tables. */
export function planCells({ clients, upstreams, scenarios }: Axes): Cell[] {
  const plans = upstreams.flatMap((upstream) =>
    scenarios.flatMap((scenario) =>
      (['stream', 'whole'] as const).flatMap((form) =>
        clients.flatMap((client) => {
          if (isPassedThrough(scenario, client, upstream)) return [];
          const expected = expectedOf(scenario, form, upstream);
          return expected ? [{ client, upstream, scenario, form, expected }] : [];
        }),
      ),
    ),
  );
  return plans.map((plan, index) => ({
    ...plan,
    id: `cell-${String(index).padStart(4, '0')}`,
    answer: answerOf(plan.scenario),
  }));
}

/** Whether the client gets what breaks the grammar as the endpoint sent it. */
const isPassedThrough = (
  { breaksGrammarOf = [] }: Scenario,
  client: MatrixClient,
  { dialect }: MatrixUpstream,
): boolean => dialect.name === client.name && breaksGrammarOf.includes(dialect.name);

function expectedOf(scenario: Scenario, form: Form, { dialect }: MatrixUpstream): Expectation | undefined {
  return faultOf(scenario).isKnownTo?.(dialect) === false ? undefined : scenario.expected[form];
}

/** @throws for a scenario whose fault the provider does not have */
export function faultOf({ fault: name }: Scenario): Fault {
  const fault = faultByName.get(name);
  if (!fault) throw new Error(`the provider has no fault "${name}"`);
  return fault;
}

function answerOf(scenario: Scenario): ScriptedAnswer {
  const answer = scenario.isToolCall ? toolAnswer : textAnswer;
  return faultOf(scenario).reword?.(answer) ?? answer;
}

/** The virtual model behind which the cell's endpoint and fault are. */
export const modelOf = ({ upstream, scenario }: Cell): string =>
  `${upstream.dialect.name}.${modelNameOf(scenario.fault, scenario.isToolCall)}`;

/** A row's name for people. */
export const titleOf = ({ fault, isToolCall, leaving }: Scenario): string =>
  [
    fault,
    ...(isToolCall ? ['tool'] : []),
    ...(leaving ? [`client leaves ${leaving.replaceAll('-', ' ')}`] : []),
  ].join(', ');

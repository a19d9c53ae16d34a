import { Lab } from './lab.js';
import type { Plan } from './plan.js';
import { describeMachine } from './report/describe-machine.js';
import { renderScenario } from './report/render-scenario.js';
import type { Results, ScenarioResults } from './report/results.js';
import type { Scenario, ScenarioContext } from './scenarios/scenario.js';
import { findTools } from './tools.js';
import { writeText } from './write-text.js';

/** Paced streams go on for as long as it takes to open all of them, and then some. */
const OPENING_MS = 5_000;

/** Measures all of these on stores and processes of its own, and prints each as soon as it is known. */
export async function runScenarios(
  scenarios: readonly Scenario[],
  plan: Plan,
  signal: AbortSignal,
): Promise<Results> {
  const startedAt = new Date().toISOString();
  const tools = await findTools();
  const lab = await Lab.open({ tools, pacedStreamMs: plan.holdStreamsMs + OPENING_MS, signal });
  try {
    const results: ScenarioResults[] = [];
    for (const scenario of scenarios) {
      const result = await runScenario(scenario, { lab, plan, signal });
      writeText(renderScenario(result));
      results.push(result);
    }
    for (const [name, why] of lab.absences) writeText(`${name} was left out: ${why}\n`);
    return {
      startedAt,
      isQuick: plan.isQuick,
      machine: describeMachine(tools),
      absences: Object.fromEntries(lab.absences),
      scenarios: results,
    };
  } finally {
    await lab.close();
  }
}

/** One that fails does not keep the others from being measured. */
async function runScenario(scenario: Scenario, context: ScenarioContext): Promise<ScenarioResults> {
  const { name, title } = scenario;
  try {
    const { rows, notes = [] } = await scenario.run(context);
    return { name, title, rows, notes };
  } catch (error) {
    context.signal.throwIfAborted();
    return {
      name,
      title,
      rows: [],
      notes: [],
      failure: error instanceof Error ? error.message : String(error),
    };
  }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from './plan.js';
import { replaceResults } from './report/render-page.js';
import type { Results } from './report/results.js';
import { runScenarios } from './run-scenarios.js';
import { scenarios, selectScenarios } from './scenarios/scenario-table.js';
import { writeText } from './write-text.js';

const resultsFolder = new URL('../results/', import.meta.url);
const resultsFile = new URL('latest.json', resultsFolder);
const pageFile = new URL('../../docs/performance.md', import.meta.url);

export type BenchOptions = {
  readonly plan: Plan;
  /** Any of which a scenario's name must have; none for all scenarios. */
  readonly words: readonly string[];
  /** Whether the page is written too. */
  readonly isWriting: boolean;
  readonly signal: AbortSignal;
};

/**
 * Measures, prints, and keeps the results.
 *
 * @returns the exit code: 1 when a target was missed or a scenario failed
 */
export async function reportBench({ plan, words, isWriting, signal }: BenchOptions): Promise<number> {
  const selected = selectScenarios(words);
  if (selected.length === 0) {
    writeText(`No scenario has any of: ${words.join(' ')}. There are: ${namesOf(scenarios)}\n`);
    return 1;
  }
  if (isWriting && selected.length < scenarios.length) {
    writeText('The page holds all scenarios, so it is written only when all are measured.\n');
    return 1;
  }
  const results = await runScenarios(selected, plan, signal);
  mkdirSync(resultsFolder, { recursive: true });
  writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);
  if (isWriting) writeFileSync(pageFile, replaceResults(readFileSync(pageFile, 'utf8'), results));
  return summarize(results);
}

const namesOf = (list: readonly { readonly name: string }[]): string =>
  list.map(({ name }) => name).join(', ');

function summarize({ scenarios: measured }: Results): number {
  const verdicts = measured.flatMap(({ rows }) =>
    rows.flatMap(({ checks }) => checks.map((check) => check.verdict)),
  );
  const failed = measured.filter(({ failure }) => failure !== undefined);
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  writeText(
    `${verdicts.length} targets: ${count('met')} met, ${count('missed')} missed, ` +
      `${count('not measured')} not measured; ${failed.length} scenarios failed\n`,
  );
  return count('missed') === 0 && failed.length === 0 ? 0 : 1;
}

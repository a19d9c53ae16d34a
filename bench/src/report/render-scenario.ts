import { contestantNames } from '../contestants/contestant.js';
import { formatNumber } from './format-number.js';
import type { ScenarioResults } from './results.js';
import type { Check, Goal, Row, Verdict } from './row.js';

const MARKS: Readonly<Record<Verdict, string>> = { met: '✓', missed: '✗', 'not measured': '–' };

/** For the terminal. */
export function renderScenario({ title, rows, notes, failure }: ScenarioResults): string {
  const lines = [
    title,
    ...rows.flatMap(renderRow),
    ...notes.map((note) => `  ${note}`),
    ...(failure === undefined ? [] : [`  ✗ failed: ${failure}`]),
  ];
  return `${lines.join('\n')}\n\n`;
}

/** `at least 12`, in signs. */
export const renderGoal = (goal: Goal): string =>
  'atLeast' in goal ? `≥ ${formatNumber(goal.atLeast)}` : `≤ ${formatNumber(goal.atMost)}`;

function renderRow({ what, unit, medians, checks }: Row): string[] {
  const columns = contestantNames.filter((name) => name in medians);
  const values = columns.map((name) => `${name} ${formatNumber(medians[name])}`);
  return [`  ${what}, ${unit}`, `    ${values.join(' · ')}`, ...checks.map(renderCheck)];
}

const renderCheck = ({ what, value, goal, verdict }: Check): string =>
  `    ${MARKS[verdict]} ${formatNumber(value)} ${what} (${renderGoal(goal)})`;

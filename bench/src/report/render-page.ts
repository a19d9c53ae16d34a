import { contestantNames } from '../contestants/contestant.js';
import { formatNumber } from './format-number.js';
import { renderGoal } from './render-scenario.js';
import type { Machine, Results, ScenarioResults } from './results.js';
import type { Check, Row } from './row.js';

const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';
const BYTES_PER_GIB = 2 ** 30;

/** The page with the results between its two marks. @throws when it has no such marks */
export function replaceResults(page: string, results: Results): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`the page has no ${BEGIN} before an ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${renderResults(results)}\n${page.slice(end)}`;
}

/** In Markdown. */
export function renderResults(results: Results): string {
  const absences = Object.entries(results.absences).map(([name, why]) => `- ${name} was left out: ${why}`);
  return [
    renderMachine(results),
    ...(absences.length > 0 ? [absences.join('\n')] : []),
    ...results.scenarios.map(renderTable),
  ]
    .map((part) => `${part}\n`)
    .join('\n');
}

function renderMachine({ machine, startedAt, isQuick }: Results): string {
  const run = isQuick ? 'A quick run: few and short rounds.' : 'A full run.';
  return `${run} ${startedAt.slice(0, 10)}, ${describe(machine)}.`;
}

function describe({ cpu, cores, memoryBytes, os, node, nginx, wrk, load }: Machine): string {
  const programs = [
    `Node ${node.slice(1)}`,
    nginx === null ? 'no nginx' : `nginx ${nginx}`,
    wrk === null ? `load by ${load}` : `wrk ${wrk}`,
  ];
  return [
    cpu,
    `${cores} cores`,
    `${formatNumber(memoryBytes / BYTES_PER_GIB)} GiB of memory`,
    os,
    ...programs,
  ].join(', ');
}

function renderTable({ title, rows, notes, failure }: ScenarioResults): string {
  const header = ['', ...contestantNames, 'Measured', 'Target', ''];
  const rule = header.map((_, index) => (index === 0 || index > contestantNames.length ? '---' : '---:'));
  const table = [header, rule, ...rows.map(renderCells)].map((cells) => `| ${cells.join(' | ')} |`);
  const remarks = failure === undefined ? notes : [...notes, `Failed: ${failure.split('\n', 1)[0]}`];
  return [
    `### ${title}`,
    '',
    ...(rows.length > 0 ? table : []),
    ...remarks.flatMap((remark) => ['', remark]),
  ].join('\n');
}

function renderCells({ what, unit, medians, checks }: Row): string[] {
  const each = (render: (check: Check) => string) => checks.map(render).join('<br>');
  return [
    `${what}, ${unit}`,
    ...contestantNames.map((name) => (name in medians ? formatNumber(medians[name]) : '')),
    each(({ value, what: of }) => `${formatNumber(value)} ${of}`),
    each(({ goal }) => renderGoal(goal)),
    each(({ verdict }) => (verdict === 'missed' ? '**missed**' : verdict)),
  ];
}

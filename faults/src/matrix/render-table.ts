import { titleOf } from './cells.js';
import type { Judged } from './judge.js';
import { type Line, linesOf } from './lines.js';

const COLUMNS = ['', 'fault', 'asked for', 'client saw', 'tries', 'billed', 'upstream ended', 'clients'];
const GREEN = '✓';
const RED = '✗';

/** The matrix for a terminal: a table for each upstream dialect, a line for all that came to the same. */
export function renderTable(cells: readonly Judged[]): string {
  const names = [...new Set(cells.map(({ cell }) => cell.upstream.dialect.name))];
  return names.map((name) => renderUpstream(name, cells)).join('\n');
}

function renderUpstream(name: string, cells: readonly Judged[]): string {
  const own = cells.filter(({ cell }) => cell.upstream.dialect.name === name);
  return `\nupstream ${name}\n${align([COLUMNS, ...linesOf(own).map(columnsOf)])}${renderReasons(own)}`;
}

function columnsOf({ scenario, outcome, forms, clients, cells }: Line): string[] {
  const slowestMs = Math.max(...cells.map(({ upstreamEndedAfterMs }) => upstreamEndedAfterMs ?? 0));
  return [
    outcome.isGreen ? GREEN : RED,
    titleOf(scenario),
    forms.join(', '),
    outcome.saw,
    String(outcome.attempts),
    outcome.billed,
    outcome.isUpstreamEnded ? `within ${slowestMs} ms` : 'no',
    clients === 'all' ? clients : clients.join(', '),
  ];
}

function renderReasons(cells: readonly Judged[]): string {
  const red = cells.filter(({ reasons }) => reasons.length > 0);
  const lines = red.map(({ cell, reasons }) => {
    const { scenario, form, client, upstream } = cell;
    return `${RED} ${titleOf(scenario)}, ${form}, ${client.name} on ${upstream.dialect.name}: ${reasons.join('; ')}\n`;
  });
  return lines.length === 0 ? '' : `\n${lines.join('')}`;
}

function align(lines: readonly string[][]): string {
  const widths = COLUMNS.map((_column, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines
    .map((line) => line.map((text, index) => text.padEnd(widths[index] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

import type { Form } from '../provider/speech.js';
import { billedIn, describeBilled } from './billed.js';
import { type Judged, truthOf } from './judge.js';
import type { Scenario } from './scenarios.js';

/** What came of a cell, without times, so that it is the same in every run. */
export type Outcome = {
  readonly isGreen: boolean;
  readonly saw: string;
  readonly attempts: number;
  readonly billed: string;
  readonly isUpstreamEnded: boolean;
};

/** Cells of one scenario and upstream of which the same has come. */
export type Line = {
  readonly scenario: Scenario;
  readonly outcome: Outcome;
  readonly forms: readonly Form[];
  /** Names, or `all` that asked. */
  readonly clients: readonly string[] | 'all';
  readonly cells: readonly Judged[];
};

export function outcomeOf(judged: Judged): Outcome {
  const { cell, row, attempts, upstreamEndedAfterMs, reasons } = judged;
  return {
    isGreen: reasons.length === 0,
    saw: describeSeen(judged),
    attempts,
    billed: row ? describeBilled(billedIn(row), truthOf(cell)) : 'unknown',
    isUpstreamEnded: upstreamEndedAfterMs !== null,
  };
}

/** The code is the ledger's: not every dialect has one. */
function describeSeen({ told, row }: Judged): string {
  const code = row?.error_code ?? 'no code';
  if (told.kind === 'refused') return `${told.status} ${code}`;
  if (told.kind === 'broken') return `broken off: ${code}`;
  return told.kind;
}

/** @param cells of one upstream */
export function linesOf(cells: readonly Judged[]): Line[] {
  const clientCount = new Set(cells.map(({ cell }) => cell.client.name)).size;
  return groupBy(cells, ({ cell }) => cell.scenario).flatMap((ofScenario) => {
    const parts = groupBy(ofScenario, (judged) => JSON.stringify([judged.cell.form, outcomeOf(judged)])).map(
      (part) => toLine(part, clientCount),
    );
    // Both forms stand in one line where they came to the same for the same clients.
    return groupBy(parts, ({ outcome, clients }) => JSON.stringify([outcome, clients])).map(joinForms);
  });
}

function toLine(cells: readonly Judged[], clientCount: number): Line {
  const [first = cells[0] as Judged] = cells;
  const clients = cells.map(({ cell }) => cell.client.name);
  return {
    scenario: first.cell.scenario,
    outcome: outcomeOf(first),
    forms: [first.cell.form],
    clients: clients.length === clientCount ? 'all' : clients,
    cells,
  };
}

function joinForms(lines: readonly Line[]): Line {
  const [first = lines[0] as Line] = lines;
  return {
    ...first,
    forms: lines.flatMap(({ forms }) => forms),
    cells: lines.flatMap(({ cells }) => cells),
  };
}

/** In the order in which the keys come. */
function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => unknown): Item[][] {
  const groups = new Map<unknown, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

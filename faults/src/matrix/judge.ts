import { QUOTED_KEY } from '../provider/faults/status-faults.js';
import { argumentsOf } from '../provider/scripted-answer.js';
import { billedIn, describeBilled, isBilledRight, type Truth } from './billed.js';
import type { Cell } from './cells.js';
import type { Reading } from './clients/reading.js';
import type { LedgerRow } from './ledger.js';
import { type CellRun, UPSTREAM_END_WITHIN_MS } from './run-cell.js';
import type { Told } from './told.js';

/** Models of the matrix have one candidate, and nothing tells the gateway to try one twice. */
const ATTEMPTS = 1;

export type Judged = CellRun & {
  /** Null when the ledger does not have exactly one. */
  readonly row: LedgerRow | null;
  /** Why the cell is red; none when it is green. */
  readonly reasons: readonly string[];
};

/** Holds what came of a cell against what was expected of it. */
export function judge(run: CellRun, rows: readonly LedgerRow[]): Judged {
  const [row = null] = rows.length === 1 ? rows : [];
  const reasons = [
    ...judgeKind(run.cell, run.told),
    ...('reading' in run.told ? judgeReading(run.cell, run.told.reading) : []),
    ...judgeRefusal(run),
    ...(row ? judgeRow(run.cell, row) : [`the ledger has ${rows.length} rows of it`]),
    ...judgeUpstream(run),
  ];
  return { ...run, row, reasons };
}

export const truthOf = ({ answer, upstream }: Cell): Truth => ({
  usage: answer.usage,
  tellsCachedTokens: upstream.dialect.tellsCachedTokens,
});

function judgeKind({ expected }: Cell, told: Told): string[] {
  if (told.kind === 'nonsense') return [told.reason];
  const isEarly = expected.saw === 'broken' && expected.status !== null && told.kind === 'refused';
  if (told.kind === expected.saw || isEarly) return [];
  return [`the client saw: ${told.kind}, not: ${expected.saw}`];
}

function judgeReading({ answer, expected, client, scenario }: Cell, reading: Reading): string[] {
  const text = answer.textPieces.join('');
  const call = answer.toolCall && { name: answer.toolCall.name, argumentsText: argumentsOf(answer.toolCall) };
  if (reading.outcome === 'failed') {
    const seen = reading.toolCalls[0]?.argumentsText ?? '';
    return [
      ...problem(
        isBeginning(reading.text, text, scenario.fault === 'infinite'),
        'the text is not a beginning of what was said',
      ),
      ...problem(
        (call?.argumentsText ?? '').startsWith(seen),
        'the arguments are not a beginning of what was said',
      ),
    ];
  }
  const finish = call ? client.finishReasons.tool : client.finishReasons.text;
  return [
    ...problem(reading.text === text, `the text is not what was said: ${shorten(reading.text)}`),
    ...problem(
      JSON.stringify(reading.toolCalls.map(({ name, argumentsText }) => [name, argumentsText])) ===
        JSON.stringify(call ? [[call.name, call.argumentsText]] : []),
      `the tool calls are not what was said: ${shorten(JSON.stringify(reading.toolCalls))}`,
    ),
    ...problem(reading.finishReason === finish, `it finished with ${reading.finishReason}, not ${finish}`),
    ...(expected.billed === 'reported' ? judgeReport(answer.usage, reading) : []),
  ];
}

function judgeReport(usage: Cell['answer']['usage'], { usage: seen }: Reading): string[] {
  const isSame = seen?.inputTokens === usage?.inputTokens && seen?.outputTokens === usage?.outputTokens;
  return problem(isSame, `the client was told of ${seen?.inputTokens} and ${seen?.outputTokens} tokens`);
}

/** A text without end repeats itself. */
function isBeginning(seen: string, full: string, isEndless: boolean): boolean {
  return isEndless
    ? full.repeat(Math.ceil(seen.length / full.length)).startsWith(seen)
    : full.startsWith(seen);
}

function judgeRefusal({ cell: { expected }, told, received }: CellRun): string[] {
  const leaked = problem(!received.text.includes(QUOTED_KEY), 'the answer quotes a key');
  if (told.kind !== 'refused' || !('status' in expected)) return leaked;
  const wait = 'retryAfterS' in expected ? String(expected.retryAfterS) : null;
  // The code of a refusal that is passed on is the endpoint's own.
  const isOwnCode = told.error.code !== null && !expected.codes.includes('upstream_rejected');
  return [
    ...leaked,
    ...problem(told.status === expected.status, `the status is ${told.status}, not ${expected.status}`),
    ...problem(
      !isOwnCode || expected.codes.includes(told.error.code ?? ''),
      `the error is ${told.error.code}, not ${expected.codes.join(' or ')}`,
    ),
    ...(wait === null
      ? []
      : problem(received.headers.get('retry-after') === wait, `Retry-After is not ${wait}`)),
  ];
}

function judgeRow(cell: Cell, row: LedgerRow): string[] {
  const { codes, billed: billing } = cell.expected;
  const hasSucceeded = codes.length === 0;
  const isCodeRight = hasSucceeded ? row.error_code === null : codes.includes(row.error_code ?? '');
  const billed = billedIn(row);
  const truth = truthOf(cell);
  return [
    ...problem((row.outcome === 'success') === hasSucceeded, `the ledger says ${row.outcome}`),
    ...problem(isCodeRight, `the ledger's code is ${row.error_code}, not ${codes.join(' or ') || 'none'}`),
    ...problem(
      isBilledRight(billing, billed, truth),
      `billed was: ${describeBilled(billed, truth)}; that is not: ${billing}`,
    ),
  ];
}

const judgeUpstream = ({ attempts, upstreamEndedAfterMs }: CellRun): string[] => [
  ...problem(attempts === ATTEMPTS, `the endpoint was asked ${attempts} times`),
  ...problem(
    upstreamEndedAfterMs !== null,
    `the upstream request was still open after ${UPSTREAM_END_WITHIN_MS} ms`,
  ),
];

const problem = (isRight: boolean, reason: string): string[] => (isRight ? [] : [reason]);

const MAX_SHOWN = 80;

const shorten = (text: string): string =>
  text.length <= MAX_SHOWN ? `"${text}"` : `"${text.slice(0, MAX_SHOWN)}…" (${text.length} characters)`;

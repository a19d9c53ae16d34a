import { describe, expect, it } from 'vitest';
import { QUOTED_KEY, RETRY_AFTER_S } from '../provider/faults/status-faults.js';
import { textAnswer, textOf } from '../provider/scripted-answer.js';
import type { Form } from '../provider/speech.js';
import { type Cell, planCells, titleOf } from './cells.js';
import { matrixClients } from './clients/matrix-clients.js';
import type { Reading } from './clients/reading.js';
import { judge } from './judge.js';
import type { LedgerRow } from './ledger.js';
import type { CellRun } from './run-cell.js';
import { scenarios } from './scenarios.js';
import type { Received, Told } from './told.js';
import { matrixUpstreams } from './upstreams.js';

const cells = planCells({ clients: matrixClients, upstreams: matrixUpstreams, scenarios });

function cellOf(title: string, form: Form = 'stream'): Cell {
  const cell = cells.find((each) => titleOf(each.scenario) === title && each.form === form);
  if (!cell) throw new Error(`there is no ${title}`);
  return cell;
}

const received: Received = {
  status: 200,
  headers: new Headers(),
  text: '',
  ending: 'end',
  endedAtMs: 0,
};

const runOf = (cell: Cell, told: Told, changes: Partial<CellRun> = {}): CellRun => ({
  cell,
  received,
  told,
  attempts: 1,
  upstreamEndedAfterMs: 3,
  ...changes,
});

const row: LedgerRow = {
  user_agent: 'cell',
  outcome: 'success',
  error_code: null,
  input_tokens: 25,
  cache_read_tokens: 16,
  cache_write_tokens: 0,
  output_tokens: 13,
  reasoning_tokens: 0,
};
const unbilled = {
  input_tokens: null,
  cache_read_tokens: null,
  cache_write_tokens: null,
  output_tokens: null,
  reasoning_tokens: null,
};
const failedRow = (code: string): LedgerRow => ({
  ...row,
  ...unbilled,
  outcome: 'upstream_error',
  error_code: code,
});

const reading: Reading = {
  outcome: 'complete',
  text: textOf(textAnswer),
  toolCalls: [],
  finishReason: 'stop',
  usage: { inputTokens: 41, outputTokens: 13 },
  error: null,
};
const brokenReading: Reading = {
  ...reading,
  outcome: 'failed',
  text: 'Träin 4 ',
  finishReason: null,
  usage: null,
};
const completeWith = (changes: Partial<Reading>): Told => ({
  kind: 'complete',
  reading: { ...reading, ...changes },
});
const brokenWith = (changes: Partial<Reading>): Told => ({
  kind: 'broken',
  reading: { ...brokenReading, ...changes },
});
const refusedWith = (status: number, code: string): Told => ({
  kind: 'refused',
  status,
  error: { message: 'no', code },
});

describe(judge.name, () => {
  const ok = cellOf('ok');
  const cut = cellOf('cut-middle');
  const stall = cellOf('stall-middle');
  const limited = cellOf('429');

  it('lets pass what is as it should be', () => {
    const waits = {
      received: { ...received, headers: new Headers({ 'retry-after': String(RETRY_AFTER_S) }) },
    };
    const judged = [
      judge(runOf(ok, completeWith({})), [row]),
      judge(runOf(cut, brokenWith({})), [failedRow('upstream_incomplete')]),
      judge(runOf(cut, refusedWith(502, 'upstream_incomplete')), [failedRow('upstream_incomplete')]),
      judge(runOf(limited, refusedWith(429, 'upstream_rate_limited'), waits), [
        failedRow('upstream_rate_limited'),
      ]),
      judge(runOf(cellOf('infinite'), brokenWith({ text: textOf(textAnswer).repeat(3) })), [
        failedRow('upstream_timeout'),
      ]),
    ];
    expect(judged.map(({ reasons }) => reasons)).toEqual([[], [], [], [], []]);
  });

  it.each<[string, CellRun, LedgerRow[]]>([
    ['the text is not what was said', runOf(ok, completeWith({ text: 'Träin leaves' })), [row]],
    [
      'the tool calls are not',
      runOf(ok, completeWith({ toolCalls: [{ name: 'x', argumentsText: '' }] })),
      [row],
    ],
    ['it finished with length', runOf(ok, completeWith({ finishReason: 'length' })), [row]],
    [
      'told of 41 and 26 tokens',
      runOf(ok, completeWith({ usage: { inputTokens: 41, outputTokens: 26 } })),
      [row],
    ],
    ['the client saw: broken, not: complete', runOf(ok, brokenWith({})), [row]],
    [
      'the client saw: complete, not: broken',
      runOf(cut, completeWith({})),
      [failedRow('upstream_incomplete')],
    ],
    [
      'not a beginning of what was said',
      runOf(cut, brokenWith({ text: '4 ' })),
      [failedRow('upstream_incomplete')],
    ],
    [
      'the status is 500, not 502',
      runOf(cut, refusedWith(500, 'upstream_incomplete')),
      [failedRow('upstream_incomplete')],
    ],
    [
      'the client saw: refused, not: broken',
      runOf(stall, refusedWith(504, 'upstream_timeout')),
      [failedRow('upstream_timeout')],
    ],
    ['the error is oops', runOf(limited, refusedWith(429, 'oops')), [failedRow('upstream_rate_limited')]],
    [
      `Retry-After is not ${RETRY_AFTER_S}`,
      runOf(limited, refusedWith(429, 'upstream_rate_limited')),
      [failedRow('upstream_rate_limited')],
    ],
    [
      'quotes a key',
      runOf(ok, completeWith({}), { received: { ...received, text: `… ${QUOTED_KEY}` } }),
      [row],
    ],
    [
      'the ledger says success',
      runOf(cut, brokenWith({})),
      [{ ...failedRow('upstream_incomplete'), outcome: 'success' }],
    ],
    ["the ledger's code is null", runOf(cut, brokenWith({})), [{ ...failedRow(''), error_code: null }]],
    ['billed was: 41 in, 14 out', runOf(ok, completeWith({})), [{ ...row, output_tokens: 14 }]],
    ['the ledger has 0 rows', runOf(ok, completeWith({})), []],
    ['the ledger has 2 rows', runOf(ok, completeWith({})), [row, row]],
    ['asked 2 times', runOf(ok, completeWith({}), { attempts: 2 }), [row]],
    ['still open', runOf(ok, completeWith({}), { upstreamEndedAfterMs: null }), [row]],
    ['it makes no sense', runOf(ok, { kind: 'nonsense', reason: 'it makes no sense' }), [row]],
  ])('is red when: %s', (reason, run, rows) => {
    expect(judge(run, rows).reasons.join('; ')).toContain(reason);
  });
});

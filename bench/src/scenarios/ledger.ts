import { type Switchyard, waitFor } from '@switchyard/testing';
import { chatBody } from '../bodies/chat-body.js';
import { asContestant } from '../contestants/start-switchyard.js';
import { cpuTimeMs } from '../measure/cpu-time.js';
import { check, type Row, ratio } from '../report/row.js';
import type { Scenario, ScenarioContext } from './scenario.js';

const CONNECTIONS = 32;
const SETTLED_WITHIN_MS = 30_000;

/** The bench's own column: it tells when a row came, which the ledger itself has no use for. */
const ADD_ENTRY_TIME = 'ALTER TABLE request_log ADD COLUMN entered_at timestamptz DEFAULT clock_timestamp()';
const COUNT_ROWS = 'SELECT count(*)::integer AS rows FROM request_log WHERE status = 200';
const LAG_P99 = `
SELECT percentile_cont(0.99) WITHIN GROUP (
  ORDER BY extract(epoch FROM entered_at - started_at) * 1000 - duration_ms
)::double precision AS lag_ms FROM request_log WHERE status = 200`;

/** At full load, too, every request is in the ledger, and soon. */
export const ledger: Scenario = {
  name: 'ledger',
  title: 'The ledger at full load',
  run: async (context) => {
    const switchyard = await context.lab.install();
    try {
      await switchyard.database.query(ADD_ENTRY_TIME);
      return {
        rows: await measureLedger(context, switchyard),
        notes: [`Up to ${CONNECTIONS} answers that the load did not wait for at its end have a row as well.`],
      };
    } finally {
      await context.lab.remove(switchyard);
    }
  },
};

async function measureLedger({ lab, plan, signal }: ScenarioContext, switchyard: Switchyard): Promise<Row[]> {
  const contestant = asContestant(switchyard);
  const target = { ...contestant.route('quick-answer'), body: chatBody({ model: 'quick-answer' }) };
  const pids = [switchyard.service('gateway').pid, switchyard.service('usage-worker').pid];
  const before = pids.map((pid) => cpuTimeMs([pid]));
  const load = { target, connections: CONNECTIONS, durationMs: plan.ledgerLoadMs };
  const { requests, errors } = await lab.load.run(load, signal);
  if (errors > 0) throw new Error(`${errors} of ${requests} requests failed`);
  const rows = await settledRows(switchyard, requests);
  const [gatewayMs = null, workerMs = null] = pids.map((pid, index) =>
    difference(cpuTimeMs([pid]), before[index]),
  );
  const [lag] = await switchyard.database.query<{ lag_ms: number | null }>(LAG_P99);
  return rowsOf({ requests, rows, lagMs: lag?.lag_ms ?? null, cpuShare: ratio(workerMs, gatewayMs) });
}

/** The rows there are once all are there, or once no more are to be expected. */
async function settledRows(switchyard: Switchyard, expected: number): Promise<number> {
  const read = async () => (await switchyard.database.query<{ rows: number }>(COUNT_ROWS))[0]?.rows ?? 0;
  const areThere = async () => {
    const rows = await read();
    return rows >= expected && rows;
  };
  return waitFor('the ledger', areThere, SETTLED_WITHIN_MS).catch(read);
}

const difference = (after: number | null, before: number | null | undefined): number | null =>
  after === null || before === null || before === undefined ? null : after - before;

type Measured = {
  readonly requests: number;
  readonly rows: number;
  readonly lagMs: number | null;
  readonly cpuShare: number | null;
};

function rowsOf({ requests, rows, lagMs, cpuShare }: Measured): Row[] {
  const missing = Math.max(0, requests - rows);
  return [
    { what: 'answers', unit: 'requests', medians: { switchyard: requests }, checks: [] },
    {
      what: 'rows in the ledger',
      unit: 'rows',
      medians: { switchyard: rows },
      checks: [check('missing', missing, { atMost: 0 })],
    },
    {
      what: 'from the end of a request to its row, p99',
      unit: 'ms',
      medians: { switchyard: lagMs },
      checks: [check('ms', lagMs, { atMost: 2_000 })],
    },
    {
      what: 'CPU time of the usage-worker',
      unit: "× the gateway's",
      medians: { switchyard: cpuShare },
      checks: [check('× the gateway', cpuShare, { atMost: 0.25 })],
    },
  ];
}

import { codingBody } from '../bodies/coding-body.js';
import { contend, measureThroughput } from '../measure/throughput.js';
import { check, type Row, ratio } from '../report/row.js';
import { cpuRow } from './cpu-row.js';
import type { Scenario, ScenarioContext } from './scenario.js';

const KIB = 1_024;
const SIZES = { '100 KB': 100 * KIB, '1 MB': 1_024 * KIB };
const CONNECTIONS = 8;

/** What coding assistants send: tools, and a long conversation of calls and results. */
export const largeBodies: Scenario = {
  name: 'large-bodies',
  title: 'Requests of coding assistants, answered whole',
  run: async (context) => {
    const rows: Row[] = [];
    for (const [size, bytes] of Object.entries(SIZES))
      rows.push(...(await measureSize(context, size, bytes)));
    return { rows };
  },
};

async function measureSize(context: ScenarioContext, size: string, bytes: number): Promise<Row[]> {
  const body = codingBody({ model: 'answer' }, bytes);
  const contestants = await context.lab.take('direct', 'bare', 'switchyard');
  const contenders = contestants.map((one) => contend(one, { ...one.route('answer'), body }));
  const throughput = await measureThroughput(context, contenders, { connections: CONNECTIONS });
  const { switchyard, bare } = throughput.requestsPerSecond;
  const what = `${size}, ${CONNECTIONS} at once`;
  return [
    {
      what,
      unit: 'requests/s',
      medians: throughput.requestsPerSecond,
      checks: [check('× bare', ratio(switchyard, bare), { atLeast: 2 })],
    },
    cpuRow(what, throughput),
  ];
}

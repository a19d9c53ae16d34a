import { chatBody } from '../bodies/chat-body.js';
import { contestantNames } from '../contestants/contestant.js';
import { contend, measureThroughput } from '../measure/throughput.js';
import { check, type Row, ratio } from '../report/row.js';
import { cpuRow } from './cpu-row.js';
import type { Scenario, ScenarioContext } from './scenario.js';

const CONNECTIONS = [1, 32];

/** Short chats, answered whole. */
export const chat: Scenario = {
  name: 'chat',
  title: 'Chats of 1 KB, answered whole',
  run: async (context) => {
    const rows: Row[] = [];
    for (const connections of CONNECTIONS) rows.push(...(await measureChat(context, connections)));
    return { rows };
  },
};

async function measureChat(context: ScenarioContext, connections: number): Promise<Row[]> {
  const body = chatBody({ model: 'quick-answer' });
  const contestants = await context.lab.take(...contestantNames);
  const contenders = contestants.map((one) => contend(one, { ...one.route('quick-answer'), body }));
  const throughput = await measureThroughput(context, contenders, {
    connections,
    warmsUp: connections === CONNECTIONS[0],
  });
  const { switchyard, bare, portkey, nginx } = throughput.requestsPerSecond;
  const what = `1 KB, ${connections} at once`;
  return [
    {
      what,
      unit: 'requests/s',
      medians: throughput.requestsPerSecond,
      checks: [
        check('× bare', ratio(switchyard, bare), { atLeast: 1 }),
        check('× portkey', ratio(switchyard, portkey), { atLeast: 12 }),
        check('× nginx', ratio(switchyard, nginx), { atLeast: 0.33 }),
      ],
    },
    cpuRow(what, throughput),
  ];
}

import { chatBody } from '../bodies/chat-body.js';
import { measureLatency } from '../measure/latency.js';
import { contend } from '../measure/throughput.js';
import { check, type Goal, type Row } from '../report/row.js';
import { FIRST_TOKEN_DELAY_MS } from '../upstream/behaviour.js';
import type { Scenario } from './scenario.js';

const STREAMS_PER_SECOND = 50;

/** How much later the first token of a stream comes. */
export const firstToken: Scenario = {
  name: 'first-token',
  title: `First token of a stream, ${STREAMS_PER_SECOND} streams a second`,
  run: async (context) => {
    const body = chatBody({ model: 'first-token', stream: true });
    const contestants = await context.lab.take('direct', 'bare', 'switchyard');
    const contenders = contestants.map((one) => contend(one, { ...one.route('first-token'), body }));
    const load = { ratePerSecond: STREAMS_PER_SECOND, until: 'first-event' as const };
    const { p50Ms, p99Ms } = await measureLatency(context, contenders, load);
    return {
      rows: [firstTokenRow('p50', p50Ms, { atMost: 1 }), firstTokenRow('p99', p99Ms, { atMost: 5 })],
      notes: [`The upstream itself waits ${FIRST_TOKEN_DELAY_MS} ms.`],
    };
  },
};

function firstTokenRow(name: string, medians: Readonly<Record<string, number>>, goal: Goal): Row {
  const { switchyard, direct } = medians;
  const addedMs = switchyard === undefined || direct === undefined ? null : switchyard - direct;
  return {
    what: `time to the first token, ${name}`,
    unit: 'ms',
    medians,
    checks: [check('ms added to direct', addedMs, goal)],
  };
}

import { chatBody } from '../bodies/chat-body.js';
import { measureLatency } from '../measure/latency.js';
import { contend } from '../measure/throughput.js';
import { check, type Row, ratio } from '../report/row.js';
import type { Scenario } from './scenario.js';

const RATE_PER_SECOND = 300;
const MAX_RATIO = 1.3;

/** What a proxy adds to the time of an answer while it is far from its limits. */
export const latency: Scenario = {
  name: 'latency',
  title: `Chats of 1 KB, ${RATE_PER_SECOND} a second whatever the answers do`,
  run: async (context) => {
    const body = chatBody({ model: 'answer' });
    const contestants = await context.lab.take('direct', 'bare', 'switchyard');
    const contenders = contestants.map((one) => contend(one, { ...one.route('answer'), body }));
    const load = { ratePerSecond: RATE_PER_SECOND, until: 'whole-answer' as const };
    const { p50Ms, p99Ms } = await measureLatency(context, contenders, load);
    return {
      rows: [
        latencyRow('p50', p50Ms),
        latencyRow('p99', p99Ms),
        addedRow('p50', p50Ms),
        addedRow('p99', p99Ms),
      ],
    };
  },
};

const latencyRow = (name: string, medians: Readonly<Record<string, number>>): Row => ({
  what: `time of an answer, ${name}`,
  unit: 'ms',
  medians,
  checks: [check('× bare', ratio(medians.switchyard, medians.bare), { atMost: MAX_RATIO })],
});

/** The same over the direct way, for people; the goal is about the whole, which is steadier. */
function addedRow(name: string, { direct = 0, ...proxies }: Readonly<Record<string, number>>): Row {
  const added = Object.entries(proxies).map(([proxy, ms]) => [proxy, ms - direct] as const);
  return {
    what: `added to the direct way, ${name}`,
    unit: 'ms',
    medians: Object.fromEntries(added),
    checks: [],
  };
}

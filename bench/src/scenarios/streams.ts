import { chatBody } from '../bodies/chat-body.js';
import { contestantNames } from '../contestants/contestant.js';
import { contend, measureThroughput } from '../measure/throughput.js';
import { check, ratio } from '../report/row.js';
import { BURST_CONTENT_EVENTS } from '../upstream/behaviour.js';
import { cpuRow } from './cpu-row.js';
import { eventsPerSecond } from './events-per-second.js';
import type { Scenario } from './scenario.js';

const CONNECTIONS = 64;

/** Streams as fast as they can go, to clients that speak the endpoint's own dialect. */
export const streams: Scenario = {
  name: 'streams',
  title: `Streams of ${BURST_CONTENT_EVENTS} events, each a packet of its own`,
  run: async (context) => {
    const body = chatBody({ model: 'burst', stream: true });
    const contestants = await context.lab.take(...contestantNames);
    const contenders = contestants.map((one) => contend(one, { ...one.route('burst'), body }));
    const throughput = await measureThroughput(context, contenders, { connections: CONNECTIONS });
    const medians = eventsPerSecond(throughput);
    const what = `same dialect, ${CONNECTIONS} at once`;
    return {
      rows: [
        {
          what,
          unit: 'events/s',
          medians,
          checks: [check('× bare', ratio(medians.switchyard, medians.bare), { atLeast: 0.9 })],
        },
        cpuRow(what, throughput),
      ],
    };
  },
};

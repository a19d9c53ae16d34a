import { chatBody } from '../bodies/chat-body.js';
import { messagesBody } from '../bodies/messages-body.js';
import { type Contestant, messagesRoute } from '../contestants/contestant.js';
import { contend, type LoadContender, measureThroughput } from '../measure/throughput.js';
import { check, ratio } from '../report/row.js';
import { eventsPerSecond } from './events-per-second.js';
import type { Scenario } from './scenario.js';

const CONNECTIONS = 64;

/** The same streams to clients that speak Anthropic's dialect: every event is read and written anew. */
export const translatedStreams: Scenario = {
  name: 'translated-streams',
  title: 'Streams translated from OpenAI to Anthropic',
  run: async (context) => {
    const [switchyard] = await context.lab.take('switchyard');
    if (switchyard === undefined) throw new Error('Switchyard did not start');
    const contenders = [sameDialect(switchyard), translated(switchyard)];
    const throughput = await measureThroughput(context, contenders, { connections: CONNECTIONS });
    const medians = eventsPerSecond(throughput);
    const cpu = throughput.cpuUsPerRequest;
    return {
      rows: [
        {
          what: `same dialect, ${CONNECTIONS} at once`,
          unit: 'events/s',
          medians: { switchyard: medians.same ?? null },
          checks: [],
        },
        {
          what: `translated, ${CONNECTIONS} at once`,
          unit: 'events/s',
          medians: { switchyard: medians.translated ?? null },
          checks: [check('× same dialect', ratio(medians.translated, medians.same), { atLeast: 0.5 })],
        },
        {
          what: `translated: CPU time per request`,
          unit: 'µs',
          medians: { switchyard: cpu.translated ?? null },
          checks: [],
        },
      ],
    };
  },
};

const sameDialect = (switchyard: Contestant): LoadContender => ({
  ...contend(switchyard, {
    ...switchyard.route('burst'),
    body: chatBody({ model: 'burst', stream: true }),
  }),
  name: 'same',
});

const translated = (switchyard: Contestant): LoadContender => ({
  ...contend(switchyard, { ...messagesRoute(switchyard.route('burst')), body: messagesBody('burst') }),
  name: 'translated',
});

import type { Switchyard } from '@switchyard/testing';
import { chatBody } from '../bodies/chat-body.js';
import { asContestant } from '../contestants/start-switchyard.js';
import { contend, type LoadContender, measureThroughput } from '../measure/throughput.js';
import { check, type Goal, type Row, ratio } from '../report/row.js';
import { median } from '../statistics/median.js';
import { addModels, changeConfig, lastModel, restartGateway } from './model-growth.js';
import type { Scenario, ScenarioContext } from './scenario.js';

const FEW = 10;
const MANY = 10_000;
const CONNECTIONS = 32;
const PRELOAD = { gateway: ['--import', new URL('../preload/report-pauses.js', import.meta.url).href] };

/** What a large configuration costs: nothing for a request, and little when it changes. */
export const manyModels: Scenario = {
  name: 'many-models',
  title: `${FEW} models against ${MANY.toLocaleString('en-US')}`,
  run: async (context) => {
    const few = await installWith(context, FEW);
    const many = await installWith(context, MANY);
    try {
      const rows = [await compareThroughput(context, few, many), ...(await measureChanges(context, many))];
      return { rows, notes: ['Keys of clients, which will grow as well, do not exist yet.'] };
    } finally {
      await Promise.all([few, many].map((switchyard) => context.lab.remove(switchyard)));
    }
  },
};

async function installWith({ lab }: ScenarioContext, models: number): Promise<Switchyard> {
  const switchyard = await lab.install({ nodeArguments: PRELOAD });
  await addModels(switchyard, models);
  return switchyard;
}

async function compareThroughput(context: ScenarioContext, few: Switchyard, many: Switchyard): Promise<Row> {
  const contenders = [contender('few', few, FEW), contender('many', many, MANY)];
  const { requestsPerSecond } = await measureThroughput(context, contenders, { connections: CONNECTIONS });
  return {
    what: `1 KB, ${CONNECTIONS} at once, with ${MANY.toLocaleString('en-US')} models`,
    unit: 'requests/s',
    medians: { switchyard: requestsPerSecond.many ?? null },
    checks: [check(`× with ${FEW}`, ratio(requestsPerSecond.many, requestsPerSecond.few), { atLeast: 0.97 })],
  };
}

function contender(name: string, switchyard: Switchyard, models: number): LoadContender {
  const contestant = asContestant(switchyard);
  const body = chatBody({ model: lastModel(models) });
  return { ...contend(contestant, { ...contestant.route('answer'), body }), name };
}

async function measureChanges({ plan, signal }: ScenarioContext, many: Switchyard): Promise<Row[]> {
  const servedMs: number[] = [];
  const pausesMs: number[] = [];
  for (let number = 1; number <= plan.configChanges; number++) {
    signal.throwIfAborted();
    const change = await changeConfig(many, `change-${number}`);
    servedMs.push(change.servedAfterMs);
    pausesMs.push(change.pauseMs);
  }
  const startMs = await restartGateway(many, lastModel(MANY));
  return [
    timeRow('a change until it is served', median(servedMs), { atMost: 1_000 }),
    timeRow('a change until it is served, worst', Math.max(...servedMs)),
    timeRow('pause of the event loop at a change', median(pausesMs), { atMost: 10 }),
    timeRow('pause of the event loop at a change, worst', Math.max(...pausesMs)),
    timeRow('start of the gateway until it serves', startMs, { atMost: 1_000 }),
  ];
}

const timeRow = (what: string, ms: number, goal?: Goal): Row => ({
  what,
  unit: 'ms',
  medians: { switchyard: ms },
  checks: goal === undefined ? [] : [check('ms', ms, goal)],
});

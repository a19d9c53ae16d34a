import type { Switchyard } from '@switchyard/testing';
import { chatBody } from '../bodies/chat-body.js';
import { codingBody } from '../bodies/coding-body.js';
import { messagesBody } from '../bodies/messages-body.js';
import { type Contestant, messagesRoute } from '../contestants/contestant.js';
import { asContestant } from '../contestants/start-switchyard.js';
import type { MixedLoad, MixedLoadResult, MixedTarget } from '../load/mixed-load.js';
import { growthOf } from '../measure/memory-growth.js';
import { whileSampling } from '../measure/memory-samples.js';
import { runJob } from '../process/fork-job.js';
import { check, type Row } from '../report/row.js';
import type { Scenario, ScenarioContext } from './scenario.js';

const CLIENTS = 16;
const SAMPLES = 300;
const GRACE_MS = 60_000;
const LARGE_BYTES = 102_400;
const HUGE_BYTES = 1_048_576;
const BYTES_PER_MB = 1_000_000;
const PERCENT = 100;
const MS_PER_SECOND = 1_000;

const entry = new URL('../load/mixed-load-process.js', import.meta.url);

/** Memory is no use if it grows: a gateway runs for months. */
export const memory: Scenario = {
  name: 'memory',
  title: 'Memory of the gateway under mixed load',
  run: async (context) => {
    const { plan, lab } = context;
    const switchyard = await lab.install();
    try {
      const seconds = plan.mixedLoadMs / MS_PER_SECOND;
      const notes = [
        `${seconds} s of whole answers, streams, translated and aborted ones, bodies of 1 KB to 1 MB.`,
      ];
      if (plan.isQuick) notes.push('A full run takes 10 minutes; in a quick one memory has not settled yet.');
      return { rows: await measureMemory(context, switchyard), notes };
    } finally {
      await lab.remove(switchyard);
    }
  },
};

async function measureMemory({ plan, signal }: ScenarioContext, switchyard: Switchyard): Promise<Row[]> {
  const job = {
    targets: mixedTargets(asContestant(switchyard)),
    clients: CLIENTS,
    durationMs: plan.mixedLoadMs,
  };
  const run = { signal, timeoutMs: plan.mixedLoadMs + GRACE_MS };
  const { result, samples } = await whileSampling(
    switchyard.service('gateway').pid,
    plan.mixedLoadMs / SAMPLES,
    () => runJob<MixedLoad, MixedLoadResult>(entry, job, run),
  );
  if (result.errors > 0) throw new Error(`${result.errors} of ${result.requests} requests failed`);
  const growth = growthOf(samples.map(({ bytes }) => bytes));
  const lastMb = growth && growth.lastBytes / BYTES_PER_MB;
  const percent = growth && growth.share * PERCENT;
  return [
    {
      what: 'resident at the end',
      unit: 'MB',
      medians: { switchyard: lastMb },
      checks: [check('MB', lastMb, { atMost: 180 })],
    },
    {
      what: 'growth from the middle third to the last',
      unit: '%',
      medians: { switchyard: percent },
      checks: [check('%', percent, { atMost: 5 })],
    },
  ];
}

function mixedTargets(contestant: Contestant): MixedTarget[] {
  const to = (body: string, behaviour: 'answer' | 'burst' | 'paced') => ({
    ...contestant.route(behaviour),
    body,
  });
  return [
    to(chatBody({ model: 'answer' }), 'answer'),
    to(chatBody({ model: 'burst', stream: true }), 'burst'),
    { ...messagesRoute(contestant.route('burst')), body: messagesBody('burst') },
    to(codingBody({ model: 'answer' }, LARGE_BYTES), 'answer'),
    { ...to(chatBody({ model: 'paced', stream: true }), 'paced'), isAborted: true },
    to(codingBody({ model: 'burst', stream: true }, LARGE_BYTES), 'burst'),
    to(codingBody({ model: 'answer' }, HUGE_BYTES), 'answer'),
  ];
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Switchyard } from '@switchyard/testing';
import { chatBody } from '../bodies/chat-body.js';
import type { Contestant } from '../contestants/contestant.js';
import { asContestant } from '../contestants/start-switchyard.js';
import type { HeldStreams, HeldStreamsResult } from '../load/held-streams.js';
import { type MemorySample, whileSampling } from '../measure/memory-samples.js';
import { runJob } from '../process/fork-job.js';
import { check, type Row } from '../report/row.js';
import { medianOrNull } from '../statistics/median.js';
import { PACED_EVENTS_PER_SECOND } from '../upstream/behaviour.js';
import type { Scenario, ScenarioContext, ScenarioResult } from './scenario.js';

const STREAMS = 2_000;
const OPENED_PER_SECOND = 500;
const WARM_UP = { connections: 64, durationMs: 2_000 };
const SETTLE_MS = 2_000;
const IDLE_MS = 1_000;
const SAMPLE_MS = 200;
const TIMEOUT_MS = 120_000;
const BYTES_PER_KIB = 1_024;

const entry = new URL('../load/held-streams-process.js', import.meta.url);

/** As many streams at once as a company's assistants keep open. */
export const openStreams: Scenario = {
  name: 'open-streams',
  title: `${STREAMS.toLocaleString('en-US')} streams at once, ${PACED_EVENTS_PER_SECOND} events a second each`,
  run: async (context) => {
    const switchyard = await context.lab.install();
    try {
      return await measureOpenStreams(context, switchyard);
    } finally {
      await context.lab.remove(switchyard);
    }
  },
};

async function measureOpenStreams(context: ScenarioContext, switchyard: Switchyard): Promise<ScenarioResult> {
  const contestant = asContestant(switchyard);
  const { pid } = switchyard.service('gateway');
  await warmUp(context, contestant);
  const { samples: idle } = await whileSampling(pid, SAMPLE_MS, () => sleep(IDLE_MS));
  const { result, samples } = await whileSampling(pid, SAMPLE_MS, () => hold(context, contestant));
  const open = samples.filter(({ atMs }) => atMs > result.allOpenAtMs && atMs < result.firstEndAtMs);
  return {
    rows: rowsOf(result, medianBytes(idle), medianBytes(open)),
    notes: result.cutReason === undefined ? [] : [`One of those cut: ${result.cutReason}`],
  };
}

/** Memory of a process that has done nothing yet would be all too little to compare with. */
async function warmUp({ lab, signal }: ScenarioContext, contestant: Contestant): Promise<void> {
  const target = { ...contestant.route('burst'), body: chatBody({ model: 'burst', stream: true }) };
  await lab.load.run({ target, ...WARM_UP }, signal);
  await sleep(SETTLE_MS, undefined, { signal });
}

function hold({ plan, signal }: ScenarioContext, contestant: Contestant): Promise<HeldStreamsResult> {
  const target = { ...contestant.route('paced'), body: chatBody({ model: 'paced', stream: true }) };
  const job = { target, count: STREAMS, openedPerSecond: OPENED_PER_SECOND };
  return runJob<HeldStreams, HeldStreamsResult>(entry, job, {
    signal,
    timeoutMs: plan.holdStreamsMs + TIMEOUT_MS,
  });
}

const medianBytes = (samples: readonly MemorySample[]): number | null =>
  medianOrNull(samples.map(({ bytes }) => bytes));

function rowsOf(result: HeldStreamsResult, idleBytes: number | null, openBytes: number | null): Row[] {
  const perStreamKib =
    idleBytes === null || openBytes === null ? null : (openBytes - idleBytes) / STREAMS / BYTES_PER_KIB;
  return [
    row('streams cut', 'streams', result.cut, [check('cut', result.cut, { atMost: 0 })]),
    row('lateness of an event, p99', 'ms', result.latenessP99Ms, [
      check('ms', result.latenessP99Ms, { atMost: 250 }),
    ]),
    row('lateness of an event, worst', 'ms', result.latenessMaxMs, []),
    row('memory for an open stream', 'KiB', perStreamKib, [check('KiB', perStreamKib, { atMost: 40 })]),
  ];
}

const row = (what: string, unit: string, switchyard: number | null, checks: Row['checks']): Row => ({
  what,
  unit,
  medians: { switchyard },
  checks,
});

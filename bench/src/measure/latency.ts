import type { OpenLoop } from '../load/open-loop.js';
import { runOpenLoopAside } from '../load/run-open-loop-aside.js';
import type { ScenarioContext } from '../scenarios/scenario.js';
import { median } from '../statistics/median.js';
import { inRounds } from './rounds.js';
import type { LoadContender } from './throughput.js';

/** Medians of the rounds, by contender. */
export type Latency = {
  readonly p50Ms: Readonly<Record<string, number>>;
  readonly p99Ms: Readonly<Record<string, number>>;
};

/** For connections to be opened and for the load's own code to be compiled. */
const BEGINNING_MS = 500;
/** For the contestant's code. */
const WARM_UP_MS = 1_000;
const WARM_UP_CONNECTIONS = 8;

/** How long each contender takes at a fixed rate of requests, side by side. @throws when any answer was an error */
export async function measureLatency(
  { lab, plan, signal }: Pick<ScenarioContext, 'lab' | 'plan' | 'signal'>,
  contenders: readonly LoadContender[],
  load: Pick<OpenLoop, 'ratePerSecond' | 'until'>,
): Promise<Latency> {
  for (const { target } of contenders)
    await lab.load.run({ target, connections: WARM_UP_CONNECTIONS, durationMs: WARM_UP_MS }, signal);
  const samples = await inRounds({
    contenders,
    rounds: plan.rounds,
    warmsUp: false,
    signal,
    measure: async ({ name, target }) => {
      const times = { warmUpMs: BEGINNING_MS, durationMs: plan.openLoopMs };
      const result = await runOpenLoopAside({ ...load, ...times, target }, signal);
      if (result.errors > 0) throw new Error(`${name} failed ${result.errors} requests`);
      return result;
    },
  });
  const medians = (field: 'p50Ms' | 'p99Ms') =>
    Object.fromEntries([...samples].map(([name, own]) => [name, median(own.map((one) => one[field]))]));
  return { p50Ms: medians('p50Ms'), p99Ms: medians('p99Ms') };
}

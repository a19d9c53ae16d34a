import type { Contestant } from '../contestants/contestant.js';
import type { Target } from '../load/target.js';
import type { ScenarioContext } from '../scenarios/scenario.js';
import { median, medianOrNull } from '../statistics/median.js';
import { cpuTimeMs } from './cpu-time.js';
import { inRounds, WARM_UP } from './rounds.js';

/** Somebody under load. */
export type LoadContender = {
  readonly name: string;
  readonly pids: readonly number[];
  readonly target: Target;
};

export type Throughput = {
  /** Medians of the rounds, by contender. */
  readonly requestsPerSecond: Readonly<Record<string, number>>;
  readonly cpuUsPerRequest: Readonly<Record<string, number | null>>;
};

export type ThroughputLoad = {
  readonly connections: number;
  /** Default true; not needed where the same contenders have just been under a load of the same kind. */
  readonly warmsUp?: boolean;
};

type Sample = { readonly requestsPerSecond: number; readonly cpuUsPerRequest: number | null };

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;
const WARM_UP_MS = 1_000;

export const contend = ({ name, pids }: Contestant, target: Target): LoadContender => ({
  name,
  pids,
  target,
});

/** How much each contender gets done over so many connections, side by side. @throws when any answer was an error */
export async function measureThroughput(
  { lab, plan, signal }: Pick<ScenarioContext, 'lab' | 'plan' | 'signal'>,
  contenders: readonly LoadContender[],
  { connections, warmsUp = true }: ThroughputLoad,
): Promise<Throughput> {
  const samples = await inRounds<LoadContender, Sample>({
    contenders,
    rounds: plan.rounds,
    warmsUp,
    signal,
    measure: async ({ name, pids, target }, round) => {
      const durationMs = round === WARM_UP ? WARM_UP_MS : plan.roundMs;
      const cpuBeforeMs = cpuTimeMs(pids);
      const result = await lab.load.run({ target, connections, durationMs }, signal);
      const cpuAfterMs = cpuTimeMs(pids);
      if (result.errors > 0 || result.requests === 0)
        throw new Error(`${name} failed ${result.errors} requests and answered ${result.requests}`);
      return {
        requestsPerSecond: (result.requests / result.durationMs) * MS_PER_SECOND,
        cpuUsPerRequest:
          cpuBeforeMs === null || cpuAfterMs === null
            ? null
            : ((cpuAfterMs - cpuBeforeMs) / result.requests) * US_PER_MS,
      };
    },
  });
  return {
    requestsPerSecond: byName(samples, (own) => median(own.map((sample) => sample.requestsPerSecond))),
    cpuUsPerRequest: byName(samples, (own) => medianOrNull(own.map((sample) => sample.cpuUsPerRequest))),
  };
}

function byName<Value>(
  samples: ReadonlyMap<string, readonly Sample[]>,
  summarize: (own: readonly Sample[]) => Value,
): Record<string, Value> {
  return Object.fromEntries([...samples].map(([name, own]) => [name, summarize(own)]));
}

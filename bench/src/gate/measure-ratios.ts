import type { Contestant } from '../contestants/contestant.js';
import { sendCounted } from '../load/autocannon.js';
import { cpuTimeMs } from '../measure/cpu-time.js';
import { median } from '../statistics/median.js';
import type { CpuRatios } from './baseline.js';
import { type GateLoad, gateLoads } from './gate-loads.js';

const ROUNDS = 5;

export type GateContestants = { readonly bare: Contestant; readonly switchyard: Contestant };

/**
 * The gateway's CPU time for a request over the bare proxy's, for each load: the median of rounds in which one comes
 * right after the other. What the machine does besides slows both down, and hardly changes what they need. One round
 * before warms both up: by a number of requests and not by time, so that a slow machine compiles as much as a fast one.
 */
export async function measureRatios(contestants: GateContestants, signal: AbortSignal): Promise<CpuRatios> {
  const ratios = new Map<string, number[]>(gateLoads.map(({ name }) => [name, []]));
  for (let round = 0; round <= ROUNDS; round++) {
    for (const load of gateLoads) {
      const ratio = await measureRound(load, contestants, signal);
      if (round > 0) ratios.get(load.name)?.push(ratio);
    }
  }
  return Object.fromEntries([...ratios].map(([name, own]) => [name, median(own)]));
}

/** Both get as many requests, so their CPU times can be compared as they are. */
async function measureRound(
  { connections, requests, bare, gateway }: GateLoad,
  contestants: GateContestants,
  signal: AbortSignal,
): Promise<number> {
  const gatewayBeforeMs = usedMs(contestants.switchyard);
  await sendCounted({ target: gateway(contestants.switchyard), connections, requests }, signal);
  const bareBeforeMs = usedMs(contestants.bare);
  await sendCounted({ target: bare(contestants.bare), connections, requests }, signal);
  // Read only now, because the gateway goes on after its answers: the ledger has to learn of them.
  const gatewayMs = usedMs(contestants.switchyard) - gatewayBeforeMs;
  return gatewayMs / (usedMs(contestants.bare) - bareBeforeMs);
}

function usedMs({ name, pids }: Contestant): number {
  const ms = cpuTimeMs(pids);
  if (ms === null) throw new Error(`the CPU time of ${name} is unknown`);
  return ms;
}

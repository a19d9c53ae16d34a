import { setTimeout as sleep } from 'node:timers/promises';
import { httpGet } from './http-get.js';
import type { ServiceUnit } from './service-unit.js';

const POLL_MS = 100;
const ANSWER_TIMEOUT_MS = 5_000;
const LONGEST_ANSWER = 500;

/** Polls a service's readiness until it is ready; the error tells its last answer and its last log lines. */
export async function awaitReadiness(
  service: ServiceUnit,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const problem = await readinessProblem(service.url, signal);
    if (problem === undefined) return;
    signal.throwIfAborted();
    if (performance.now() >= deadline) {
      const waited = `${service.name} was not ready after ${timeoutMs / 1_000} s: ${problem}`;
      throw new Error([waited, ...service.output.lastLines].join('\n'));
    }
    await sleep(POLL_MS, undefined, { signal });
  }
}

async function readinessProblem(url: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const giveUp = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]);
    const { status, body } = await httpGet(`${url}/health/ready`, giveUp);
    return status === 200 ? undefined : `HTTP ${status} ${body.slice(0, LONGEST_ANSWER)}`;
  } catch (error) {
    return String(error);
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
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
    const answer = await fetch(`${url}/health/ready`, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
    });
    const body = await answer.text();
    return answer.status === 200 ? undefined : `HTTP ${answer.status} ${body.slice(0, LONGEST_ANSWER)}`;
  } catch (error) {
    return String(error);
  }
}

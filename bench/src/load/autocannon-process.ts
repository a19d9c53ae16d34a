import autocannon from 'autocannon';
import { doJob } from '../process/do-job.js';
import type { ClosedLoop, ClosedLoopResult } from './closed-loop.js';

const MS_PER_SECOND = 1_000;
const TIMEOUT_SECONDS = 30;

doJob(async ({ target, connections, durationMs }: ClosedLoop): Promise<ClosedLoopResult> => {
  const result = await autocannon({
    url: target.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    body: target.body,
    connections,
    duration: durationMs / MS_PER_SECOND,
    timeout: TIMEOUT_SECONDS,
  });
  return {
    requests: result['2xx'] + result.non2xx,
    // Timeouts are among the errors.
    errors: result.errors + result.non2xx,
    durationMs: result.duration * MS_PER_SECOND,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
  };
});

import autocannon from 'autocannon';
import { doJob } from '../process/do-job.js';
import type { CountedLoop } from './autocannon.js';
import type { ClosedLoop, ClosedLoopResult } from './closed-loop.js';

const MS_PER_SECOND = 1_000;
const TIMEOUT_SECONDS = 30;
/** It ends with a sample, so these have to be short for the duration to be kept. */
const SAMPLE_MS = 100;

doJob(async ({ target, connections, ...end }: ClosedLoop | CountedLoop): Promise<ClosedLoopResult> => {
  const result = await autocannon({
    url: target.url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...target.headers },
    body: target.body,
    connections,
    ...('requests' in end ? { amount: end.requests } : { duration: end.durationMs / MS_PER_SECOND }),
    timeout: TIMEOUT_SECONDS,
    sampleInt: SAMPLE_MS,
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

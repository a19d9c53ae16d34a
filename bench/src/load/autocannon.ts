import { runJob } from '../process/fork-job.js';
import { type ClosedLoop, type ClosedLoopResult, LOAD_GRACE_MS, type LoadTool } from './closed-loop.js';

const entry = new URL('./autocannon-process.js', import.meta.url);

/** The same, but so many requests instead of so much time. */
export type CountedLoop = Omit<ClosedLoop, 'durationMs'> & { readonly requests: number };

const COUNTED_TIMEOUT_MS = 120_000;

/** autocannon, in a process of its own: for machines without wrk. */
export const autocannonTool: LoadTool = {
  name: 'autocannon',
  run: (load, signal) =>
    runJob<ClosedLoop, ClosedLoopResult>(entry, load, {
      signal,
      timeoutMs: load.durationMs + LOAD_GRACE_MS,
    }),
};

/** Sends so many requests and waits for all their answers. @throws when any was an error */
export async function sendCounted(load: CountedLoop, signal: AbortSignal): Promise<void> {
  const run = { signal, timeoutMs: COUNTED_TIMEOUT_MS };
  const { requests, errors } = await runJob<CountedLoop, ClosedLoopResult>(entry, load, run);
  if (errors > 0 || requests < load.requests)
    throw new Error(`${load.target.url} failed ${errors} of ${load.requests} requests`);
}

import { runJob } from '../process/fork-job.js';
import { type ClosedLoop, type ClosedLoopResult, LOAD_GRACE_MS, type LoadTool } from './closed-loop.js';

const entry = new URL('./autocannon-process.js', import.meta.url);

/** autocannon, in a process of its own: for machines without wrk. */
export const autocannonTool: LoadTool = {
  name: 'autocannon',
  run: (load, signal) =>
    runJob<ClosedLoop, ClosedLoopResult>(entry, load, {
      signal,
      timeoutMs: load.durationMs + LOAD_GRACE_MS,
    }),
};

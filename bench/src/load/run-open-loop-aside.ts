import { runJob } from '../process/fork-job.js';
import { LOAD_GRACE_MS } from './closed-loop.js';
import type { OpenLoop, OpenLoopResult } from './open-loop.js';

const entry = new URL('./open-loop-process.js', import.meta.url);

/** Makes the load in a process of its own. */
export const runOpenLoopAside = (load: OpenLoop, signal: AbortSignal): Promise<OpenLoopResult> =>
  runJob(entry, load, { signal, timeoutMs: load.warmUpMs + load.durationMs + LOAD_GRACE_MS });

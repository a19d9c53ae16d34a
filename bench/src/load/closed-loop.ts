import type { Target } from './target.js';

/** So many connections, each of which sends its next request when it has the answer to the last one. */
export type ClosedLoop = {
  readonly target: Target;
  readonly connections: number;
  /** Whole seconds, because wrk knows no others. */
  readonly durationMs: number;
};

export type ClosedLoopResult = {
  /** Answers that came whole, with whatever status. */
  readonly requests: number;
  /** Answers with a status above 399, broken connections and timeouts. */
  readonly errors: number;
  readonly durationMs: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
};

/** A program that makes such a load. */
export type LoadTool = {
  readonly name: 'wrk' | 'autocannon';
  run(load: ClosedLoop, signal: AbortSignal): Promise<ClosedLoopResult>;
};

/** On top of a load's own duration, until the tool counts as hung. */
export const LOAD_GRACE_MS = 30_000;

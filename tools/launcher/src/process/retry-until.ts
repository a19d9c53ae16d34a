import { setTimeout as sleep } from 'node:timers/promises';

export type RetryOptions = {
  readonly timeoutMs: number;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
  /** Errors that no waiting mends. */
  readonly isFinal?: (error: unknown) => boolean;
};

/** Repeats `attempt` until it succeeds; after `timeoutMs` its last error is thrown. */
export async function retryUntil<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    options.signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() >= deadline || options.isFinal?.(error)) throw error;
    }
    await sleep(options.intervalMs, undefined, { signal: options.signal });
  }
}

import { retryUntil } from '../process/retry-until.js';

/** Never fires: for calls that need a signal and a test that needs none. */
export const never = new AbortController().signal;

/** Waits for what an assertion says to become true. */
export function eventually(assertion: () => Promise<void> | void, timeoutMs = 20_000): Promise<void> {
  return retryUntil(async () => assertion(), { timeoutMs, intervalMs: 25, signal: never });
}

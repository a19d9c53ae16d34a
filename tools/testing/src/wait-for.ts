const POLL_INTERVAL_MS = 20;
const TIMEOUT_MS = 45_000;

/** Waits until `probe` gives something other than undefined, null or false, and returns it. */
export async function waitFor<Value>(
  what: string,
  probe: () => Promise<Value | undefined | null | false> | Value | undefined | null | false,
  timeoutMs: number = TIMEOUT_MS,
): Promise<Value> {
  const endsAtMs = performance.now() + timeoutMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > endsAtMs) throw new Error(`waited ${timeoutMs} ms in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_INTERVAL_MS));
  }
}

// npm hands on the Ctrl-C that the terminal has sent to everybody already: the same one arrives twice.
const SAME_KEYSTROKE_MS = 1_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export type Interruption = {
  /** Fires at the first request to end. */
  readonly stop: AbortSignal;
  /** Fires at the next one: the user has no patience left. */
  readonly force: AbortSignal;
  /** Asks for the end from within. */
  request(): void;
};

/** Turns the signals that ask this process to end into two steps. */
export function watchInterruption(): Interruption {
  const stop = new AbortController();
  const force = new AbortController();
  let firstAtMs: number | undefined;
  const request = () => {
    firstAtMs ??= performance.now();
    stop.abort();
    if (performance.now() - firstAtMs >= SAME_KEYSTROKE_MS) force.abort();
  };
  for (const signal of signals) process.on(signal, request);
  return { stop: stop.signal, force: force.signal, request };
}

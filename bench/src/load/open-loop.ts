import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { Target } from './target.js';

/** Requests at fixed times, whatever the answers do: what real clients, who do not know each other, are like. */
export type OpenLoop = {
  readonly target: Target;
  readonly ratePerSecond: number;
  /** Requests before the measured ones, at the same rate. */
  readonly warmUpMs: number;
  readonly durationMs: number;
  /** When a request counts as answered: at its first byte of body, or at its last one. */
  readonly until: 'first-event' | 'whole-answer';
};

export type OpenLoopResult = {
  readonly requests: number;
  readonly errors: number;
  /** From the moment a request was due, so that one that had to wait for others counts its wait. */
  readonly p50Ms: number;
  readonly p75Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
};

const MS_PER_SECOND = 1_000;
const US_PER_MS = 1_000;
const MAX_CONNECTIONS = 2_000;
const TIMEOUTS = { connectTimeout: 10_000, headersTimeout: 20_000, bodyTimeout: 20_000 };
/** Timers are late by up to about that much, which is nobody's fault but the load's own. */
const TIMER_SLACK_MS = 1.2;

/** Makes the load in this process, which should have nothing else to do. */
export async function runOpenLoop(load: OpenLoop): Promise<OpenLoopResult> {
  const { origin, pathname } = new URL(load.target.url);
  const pool = new Pool(origin, { connections: MAX_CONNECTIONS, ...TIMEOUTS });
  const book = new LatencyBook();
  const open: Promise<void>[] = [];
  const startsAtMs = performance.now();
  const intervalMs = MS_PER_SECOND / load.ratePerSecond;
  const count = Math.floor((load.warmUpMs + load.durationMs) / intervalMs);
  for (let index = 0; index < count; index++) {
    const offsetMs = index * intervalMs;
    const dueAtMs = await waitUntil(startsAtMs + offsetMs);
    open.push(send(pool, pathname, load, dueAtMs, offsetMs < load.warmUpMs ? undefined : book));
  }
  await Promise.all(open);
  await pool.close();
  return book.result;
}

class LatencyBook {
  private readonly histogram: RecordableHistogram = createHistogram({ figures: 4 });
  private errors = 0;

  note(dueAtMs: number, answeredAtMs: number): void {
    this.histogram.record(Math.max(1, Math.round((answeredAtMs - dueAtMs) * US_PER_MS)));
  }

  noteError(): void {
    this.errors++;
  }

  get result(): OpenLoopResult {
    return {
      requests: this.histogram.count,
      errors: this.errors,
      p50Ms: this.histogram.percentile(50) / US_PER_MS,
      p75Ms: this.histogram.percentile(75) / US_PER_MS,
      p99Ms: this.histogram.percentile(99) / US_PER_MS,
      maxMs: this.histogram.max / US_PER_MS,
    };
  }
}

/**
 * Waits for the moment a request is due. It never turns the event loop in the meantime: on a small machine that would
 * take from the contestants the time they need.
 *
 * @returns from when on the request's time counts: the given moment, unless only the timer was late
 */
async function waitUntil(atMs: number): Promise<number> {
  const waitMs = atMs - performance.now();
  // One turn at least, also for a request that is late already: the answers to the others want to be noted.
  await (waitMs > 0 ? sleep(waitMs) : nextTurn());
  const nowMs = performance.now();
  return waitMs > 0 && nowMs - atMs < TIMER_SLACK_MS ? nowMs : atMs;
}

async function send(
  pool: Pool,
  path: string,
  { target, until }: OpenLoop,
  dueAtMs: number,
  book: LatencyBook | undefined,
): Promise<void> {
  try {
    const { statusCode, body } = await pool.request({
      path,
      method: 'POST',
      headers: { 'content-type': 'application/json', ...target.headers },
      body: target.body,
    });
    let firstAtMs: number | undefined;
    for await (const _piece of body) firstAtMs ??= performance.now();
    const wholeAtMs = performance.now();
    if (statusCode !== 200 || firstAtMs === undefined) book?.noteError();
    else book?.note(dueAtMs, until === 'first-event' ? firstAtMs : wholeAtMs);
  } catch {
    book?.noteError();
  }
}

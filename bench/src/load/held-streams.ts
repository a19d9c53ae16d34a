import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { percentile } from '../statistics/percentile.js';
import { clockMs, sentAtTimes } from '../upstream/sent-at.js';
import type { Target } from './target.js';

/** Many streams that are open at the same time, each read to its end. */
export type HeldStreams = {
  readonly target: Target;
  readonly count: number;
  readonly openedPerSecond: number;
};

export type HeldStreamsResult = {
  /** Streams that did not come to their end marker. */
  readonly cut: number;
  /** What happened to one of them. */
  readonly cutReason: string | undefined;
  readonly events: number;
  /** From an event's sending to its being read. */
  readonly latenessP99Ms: number;
  readonly latenessMaxMs: number;
  /** The time on the machine's clock from which on all were open. */
  readonly allOpenAtMs: number;
  /** The time at which the first of them ended. */
  readonly firstEndAtMs: number;
};

type Book = {
  readonly openedAtMs: number[];
  readonly endedAtMs: number[];
  readonly latenessMs: number[];
  readonly cutReasons: string[];
};

const MS_PER_SECOND = 1_000;
const END_MARK = '[DONE]';
const TIMEOUTS = { connectTimeout: 30_000, headersTimeout: 60_000, bodyTimeout: 60_000 };

/** Opens and reads them in this process, which should have nothing else to do. */
export async function holdStreams({
  target,
  count,
  openedPerSecond,
}: HeldStreams): Promise<HeldStreamsResult> {
  const { origin, pathname } = new URL(target.url);
  const pool = new Pool(origin, { connections: count, ...TIMEOUTS });
  const book: Book = { openedAtMs: [], endedAtMs: [], latenessMs: [], cutReasons: [] };
  const reading: Promise<void>[] = [];
  const startsAtMs = performance.now();
  for (let index = 0; index < count; index++) {
    const waitMs = startsAtMs + (index / openedPerSecond) * MS_PER_SECOND - performance.now();
    if (waitMs > 0) await sleep(waitMs);
    reading.push(
      readStream(pool, pathname, target, book).catch((error) => void book.cutReasons.push(String(error))),
    );
  }
  await Promise.all(reading);
  await pool.destroy();
  return {
    cut: book.cutReasons.length,
    cutReason: book.cutReasons[0],
    events: book.latenessMs.length,
    latenessP99Ms: percentile(book.latenessMs, 99),
    latenessMaxMs: percentile(book.latenessMs, 100),
    allOpenAtMs: Math.max(...book.openedAtMs),
    firstEndAtMs: Math.min(...book.endedAtMs),
  };
}

async function readStream(pool: Pool, path: string, target: Target, book: Book): Promise<void> {
  const headers = { 'content-type': 'application/json', ...target.headers };
  const { statusCode, body } = await pool.request({ path, method: 'POST', headers, body: target.body });
  if (statusCode !== 200) throw new Error(`the answer has status ${statusCode}`);
  book.openedAtMs.push(clockMs());
  let isWhole = false;
  for await (const piece of body) {
    const text = (piece as Buffer).toString('latin1');
    const nowMs = clockMs();
    for (const sentAtMs of sentAtTimes(text)) book.latenessMs.push(nowMs - sentAtMs);
    isWhole ||= text.includes(END_MARK);
  }
  book.endedAtMs.push(clockMs());
  if (!isWhole) throw new Error('it ended without its end marker');
}

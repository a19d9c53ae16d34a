import type { ChatEvent } from '@switchyard/domain';
import type { ChatDialect } from '@switchyard/providers';
import type { StreamSummary } from '@switchyard/testing/grammar';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Answer } from './answer.js';
import { chatEvents } from './arbitrary-chat-events.js';

const SEED = 20_260_101;
const RUNS = 200;

/** A dialect whose writer is judged by its grammar and by the official client. */
export type WrittenDialect = {
  readonly dialect: ChatDialect;
  /** The client's request, as far as the stream depends on it. */
  readonly request: object;
  readonly check: (text: string) => StreamSummary;
  /** Reads one stream with the official client, which is given the answer of any request by `fetch`. */
  readonly read: (fetch: () => Promise<Response>) => Promise<Answer>;
  readonly expected: (events: readonly ChatEvent[]) => Answer;
};

/** Whatever an answer is, its stream keeps the grammar, and its client has what was said, however the network cuts it. */
export async function holdForAnyAnswer(written: WrittenDialect): Promise<void> {
  const { dialect } = written;
  const call = dialect.decode(Buffer.from(JSON.stringify(written.request)));
  const cuts = fc.array(fc.nat(), { maxLength: 20 });
  const property = fc.asyncProperty(chatEvents, cuts, async (events, places) => {
    const writer = dialect.newWriter(call, performance.now());
    const text = events.map((event) => writer.write(event)).join('') + writer.end();
    expect(written.check(text).outcome).toBe('complete');
    const fetch = async () =>
      new Response(inPieces(text, places), { headers: { 'content-type': dialect.streamContentType } });
    expect(await written.read(fetch)).toEqual(written.expected(events));
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS });
}

/** The bytes of a text, cut anywhere, also within a character. */
function inPieces(text: string, places: readonly number[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const ends = places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b);
  return new ReadableStream({
    start(controller) {
      [...ends, bytes.length].forEach((end, index) => {
        controller.enqueue(bytes.slice(ends[index - 1] ?? 0, end));
      });
      controller.close();
    },
  });
}

import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { BodySink } from './body-sink.js';

const unpackers: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

type ContentEncoding = string | string[] | undefined;

const unpackerFor = (contentEncoding: ContentEncoding): Transform | undefined =>
  contentEncoding === undefined ? undefined : unpackers.get(String(contentEncoding).toLowerCase())?.();

/**
 * A body as its endpoint meant it. Answers are asked for without packing, because a packed stream comes late; some
 * endpoints pack all the same. Undici's own unpacking is still experimental and says so at every start.
 */
export function unpack(body: Readable, contentEncoding: ContentEncoding): Readable {
  const unpacker = unpackerFor(contentEncoding);
  if (!unpacker) return body;
  // Whatever ends one of the two ends the other; its reader hears of it.
  pipeline(body, unpacker, () => undefined);
  return unpacker;
}

/** The same for a sink: the one to give a packed body to. */
export function unpackInto(
  sink: BodySink,
  contentEncoding: ContentEncoding,
  source: { resume(): void; abort(reason: unknown): void },
): BodySink {
  const unpacker = unpackerFor(contentEncoding);
  if (!unpacker) return sink;
  unpacker.on('data', (chunk: Buffer) => {
    if (!sink.data(chunk)) unpacker.pause();
  });
  unpacker.on('end', () => sink.end());
  unpacker.on('error', (error) => {
    sink.fail(error);
    source.abort(error);
  });
  unpacker.on('drain', () => source.resume());
  return {
    data: (chunk) => unpacker.write(chunk),
    end: () => void unpacker.end(),
    fail: (error) => void unpacker.destroy(error as Error),
    resume: () => void unpacker.resume(),
  };
}

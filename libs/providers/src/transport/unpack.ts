import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

const unpackers: ReadonlyMap<string, () => Transform> = new Map([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/**
 * A body as its endpoint meant it. Answers are asked for without packing, because a packed stream comes late; some
 * endpoints pack all the same. Undici's own unpacking is still experimental and says so at every start.
 */
export function unpack(body: Readable, contentEncoding: string | string[] | undefined): Readable {
  const makeUnpacker = unpackers.get(String(contentEncoding ?? '').toLowerCase());
  if (!makeUnpacker) return body;
  const unpacker = makeUnpacker();
  // Whatever ends one of the two ends the other; its reader hears of it.
  pipeline(body, unpacker, () => undefined);
  return unpacker;
}

import type { Readable } from 'node:stream';
import { tooLarge } from './collecting-sink.js';

/**
 * Reads a whole body.
 * @throws {GatewayError} `upstream_malformed` when it is larger than allowed; what the transport throws otherwise
 */
export async function readBody(body: Readable, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      body.destroy();
      throw tooLarge(maxBytes);
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size);
}

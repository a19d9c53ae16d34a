import type { IncomingMessage } from 'node:http';
import { OpenAiError } from './openai-error.js';

const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/** Reads a request's body as JSON; throws `OpenAiError` when it is none, or too large. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Left open when refused halfway: the refusal goes out on the same socket.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > LARGEST_BODY_BYTES) throw new OpenAiError(413, 'The request body is too large.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new OpenAiError(400, 'We could not parse the JSON body of your request.');
  }
}

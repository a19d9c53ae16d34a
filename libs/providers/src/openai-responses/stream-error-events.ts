import type { GatewayError } from '@switchyard/domain';
import { encodeOpenAiError } from '../openai-chat/encode-openai-error.js';
import { newItemId } from './item-ids.js';
import { encodeResponse } from './response-object.js';
import { SequencedEvents } from './sequenced-events.js';

/** The two highest numbers that every client can hold: above all that went before, so nobody takes them for a repeat. */
const NEXT_TO_LAST_NUMBER = 2 ** 31 - 2;

/**
 * An error in a stream, as OpenAI sends one: `error`, then `response.failed`. Some clients know the first only (its
 * details stand within `error` too, by which OpenAI's SDKs throw; without that they go on as if nothing had happened),
 * others the second only.
 */
export function encodeResponsesStreamError(error: GatewayError): Buffer {
  const events = new SequencedEvents(NEXT_TO_LAST_NUMBER);
  const { message, type, param, code } = encodeOpenAiError(error).error;
  const head = { id: newItemId('resp'), model: '', startedAtMs: performance.now(), request: {} };
  const response = encodeResponse(head, { status: 'failed', usage: null, error }, []);
  return Buffer.from(
    events.write('error', { code, message, param, error: { type, code, message, param } }) +
      events.write('response.failed', { response }),
  );
}

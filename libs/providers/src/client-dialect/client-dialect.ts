import type { GatewayError } from '@switchyard/domain';
import type { EndpointAnswer } from '../openai-chat/decode-endpoint-answer.js';
import type { EndpointCall } from '../openai-chat/endpoint-call.js';
import type { StreamTranslator } from './stream-translator.js';

/** A decoded request, and what of it the endpoint's dialect cannot carry, in words for the client. */
export type DecodedCall = { readonly call: EndpointCall; readonly notes: readonly string[] };

/**
 * The side of a request that faces the client: how its bodies are read, and how answers and errors look to it.
 * Endpoints are spoken to in OpenAI's chat dialect, so requests are decoded into it. Stateless.
 */
export interface ClientDialect {
  readonly streamContentType: string;
  /** @throws {GatewayError} `invalid_json` or `invalid_request` */
  decode(body: Buffer | undefined): DecodedCall;
  /**
   * One translator per stream, because translating has state.
   * @param startedAtMs here and below: when the request came, by `performance.now`
   */
  translator(call: EndpointCall, startedAtMs: number): StreamTranslator;
  encodeAnswer(answer: EndpointAnswer, call: EndpointCall, startedAtMs: number): Buffer;
  /** A whole answer as a stream, for a client that asked for one where the endpoint gave none. */
  synthesizeStream(answer: EndpointAnswer, call: EndpointCall, startedAtMs: number): Buffer;
  encodeError(error: GatewayError, requestId: string): object;
  /** The error as the last event of a stream that has begun. */
  encodeStreamError(error: GatewayError, requestId: string): Buffer;
}

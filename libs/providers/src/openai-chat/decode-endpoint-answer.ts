import { GatewayError, type TokenUsage } from '@switchyard/domain';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import type { AnsweringEndpoint } from './answering-endpoint.js';
import { classifyFailure } from './classify-failure.js';
import { decodeUsage } from './decode-usage.js';
import { type Operation, operations } from './operation.js';

/** A whole answer: its own bytes for a client that takes them as they are, and what was read from them. */
export type EndpointAnswer = {
  readonly bytes: Buffer;
  readonly body: JsonObject;
  readonly usage: TokenUsage | null;
};

/** @throws {GatewayError} when a 200 holds no chat completion: something else entirely, or an error in disguise */
export function decodeEndpointAnswer(
  endpoint: AnsweringEndpoint,
  operation: Operation,
  bytes: Buffer,
): EndpointAnswer {
  const body = tryParseJson(bytes.toString('utf8'));
  if (!isJsonObject(body)) {
    throw new GatewayError(
      'upstream_malformed',
      `Endpoint "${endpoint.name}" answered with something that is not JSON.`,
    );
  }
  if (Array.isArray(body[operations[operation].answerField]))
    return { bytes, body, usage: decodeUsage(body.usage) };
  if (body.error) throw classifyFailure(endpoint, 500, {}, bytes);
  throw new GatewayError(
    'upstream_malformed',
    `Endpoint "${endpoint.name}" answered without what it was asked for.`,
  );
}

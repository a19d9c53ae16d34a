import type { ConfigSource } from '@switchyard/platform';
import { decodeCountTokensCall, estimateCount } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { configInForce, resolveModel } from '../inference/resolve-model.js';

/** `POST /v1/messages/count_tokens`: an estimate, and said to be one. @throws {GatewayError} */
export function countTokens(
  source: ConfigSource,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const call = decodeCountTokensCall(request.body as Buffer | undefined);
  resolveModel(configInForce(source), call.model);
  return reply
    .header('x-switchyard-notes', 'input_tokens is an estimate')
    .send({ input_tokens: estimateCount(call) });
}

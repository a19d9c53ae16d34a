import type { ConfigSource } from '@switchyard/platform';
import { estimateInputTokens } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { configInForce, resolveModel } from '../chat/resolve-model.js';

/** `POST /v1/messages/count_tokens`: an estimate, and said to be one. @throws {GatewayError} */
export function countTokens(
  source: ConfigSource,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const { model, inputTokens } = estimateInputTokens(request.body as Buffer | undefined);
  resolveModel(configInForce(source), model);
  return reply
    .header('x-switchyard-notes', 'input_tokens is an estimate')
    .send({ input_tokens: inputTokens });
}

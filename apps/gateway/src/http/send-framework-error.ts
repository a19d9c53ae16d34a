import { GatewayError } from '@switchyard/domain';
import { openAiChatDialect } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.js';
import { sendError } from './send-error.js';

/** Answers what Fastify refuses before it looks for a route, such as a path that cannot be decoded. */
export const frameworkErrors =
  ({ PROXY_HEADER }: GatewayConfig) =>
  (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    reply.header('x-request-id', request.id).header('x-proxy', PROXY_HEADER);
    const refusal = new GatewayError('invalid_request', `The request cannot be read: ${error.message}.`);
    sendError(openAiChatDialect, refusal, request, reply);
  };

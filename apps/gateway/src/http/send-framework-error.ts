import { GatewayError } from '@switchyard/domain';
import { openAiChatDialect } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './send-error.js';

/** What Fastify refuses before it looks for a route, such as a path that cannot be decoded. */
export function sendFrameworkError(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('x-request-id', request.id);
  sendError(
    openAiChatDialect,
    new GatewayError('invalid_request', `The request cannot be read: ${error.message}.`),
    request,
    reply,
  );
}

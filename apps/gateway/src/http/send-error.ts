import { GatewayError, toGatewayError } from '@switchyard/domain';
import type { ClientDialect } from '@switchyard/providers';
import type { FastifyBaseLogger, FastifyReply, FastifyRequest } from 'fastify';

/** Errors of Fastify itself that a client can cause, by their code. */
const fastifyErrors: Readonly<Record<string, () => GatewayError>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    new GatewayError('body_too_large', 'The request body is larger than this gateway accepts.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () =>
    new GatewayError('invalid_request', 'The request body does not have the length its header announces.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new GatewayError('invalid_request', 'The content type is malformed.'),
};

/** Answers with any error in the shape of the caller's dialect. What is not the caller's fault is logged with its cause. */
export function sendError(
  dialect: ClientDialect,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const error = fastifyErrors[(thrown as { code?: string } | null)?.code ?? '']?.() ?? toGatewayError(thrown);
  logError(error, request.log);
  for (const [name, value] of errorHeaders(error)) reply.header(name, value);
  return reply.code(error.status).send(dialect.encodeError(error, request.id));
}

/** What the head of an answer says of its error. */
export function errorHeaders(error: GatewayError): [string, string][] {
  const headers: [string, string][] = [];
  if (error.retryAfterSeconds !== null) headers.push(['retry-after', String(error.retryAfterSeconds)]);
  // The official SDKs retry 429 and 5xx twice by default: useless where only an operator can help.
  if (error.fault === 'credential') headers.push(['x-should-retry', 'false']);
  return headers;
}

export function logError(error: GatewayError, log: Pick<FastifyBaseLogger, 'info' | 'warn'>): void {
  const details = { code: error.code, fault: error.fault };
  if (error.fault === 'caller') log.info({ ...details, reason: error.message }, 'request refused');
  else log.warn({ ...details, err: error }, 'request failed');
}

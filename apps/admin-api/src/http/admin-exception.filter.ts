import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AdminError } from './admin-error.js';
import { isDatabaseAway } from './database-failure.js';

type FastifyFailure = { readonly statusCode?: unknown; readonly code?: unknown };

const codeByStatus: Readonly<Record<number, string>> = {
  400: 'bad_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'body_too_large',
  415: 'unsupported_media_type',
  503: 'unavailable',
};

/** Every error of the admin API in its one shape. What nobody expected is logged and told without details. */
@Catch()
export class AdminExceptionFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (isHealthReport(exception, request)) {
      void reply.code(exception.getStatus()).send(exception.getResponse());
      return;
    }
    const error = toAdminError(exception);
    if (error.status >= 500) request.log.error({ err: exception }, 'request failed');
    if (error.options.retryAfterSeconds !== undefined)
      reply.header('retry-after', error.options.retryAfterSeconds);
    void reply.code(error.status).send({
      error: {
        code: error.code,
        message: error.message,
        ...(error.options.fields && { fields: error.options.fields }),
      },
      request_id: request.id,
    });
  }
}

/** terminus answers a failed check by throwing its report. */
const isHealthReport = (exception: unknown, request: FastifyRequest): exception is HttpException =>
  exception instanceof HttpException && request.url.startsWith('/health');

function toAdminError(exception: unknown): AdminError {
  if (exception instanceof AdminError) return exception;
  if (isDatabaseAway(exception)) {
    return new AdminError(
      503,
      'database_unavailable',
      'The database is away. Nothing was changed; try again.',
    );
  }
  if (exception instanceof HttpException) return fromStatus(exception.getStatus(), exception.message);
  const { statusCode } = (exception ?? {}) as FastifyFailure;
  if (exception instanceof Error && typeof statusCode === 'number' && statusCode < 500) {
    return fromStatus(statusCode, exception.message);
  }
  return new AdminError(500, 'internal_error', 'The request failed inside the admin API.');
}

const fromStatus = (status: number, message: string): AdminError =>
  new AdminError(status, codeByStatus[status] ?? 'error', message);

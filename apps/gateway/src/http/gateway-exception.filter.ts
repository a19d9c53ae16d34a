import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, HttpStatus } from '@nestjs/common';
import { GatewayError } from '@switchyard/domain';
import { openAiChatDialect } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './send-error.js';

/** What Nest answers by itself: unknown routes in OpenAI's shape, health checks in terminus' own. */
@Catch()
export class GatewayExceptionFilter implements ExceptionFilter {
  catch(exception: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (!(exception instanceof HttpException)) {
      sendError(openAiChatDialect, exception, request, reply);
    } else if (exception.getStatus() === HttpStatus.NOT_FOUND) {
      const route = `${request.method} ${request.url.split('?', 1)[0]}`;
      sendError(
        openAiChatDialect,
        new GatewayError('route_not_found', `There is no route ${route}.`),
        request,
        reply,
      );
    } else {
      void reply.code(exception.getStatus()).send(exception.getResponse());
    }
  }
}

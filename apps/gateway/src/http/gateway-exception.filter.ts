import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, HttpStatus } from '@nestjs/common';
import { GatewayError } from '@switchyard/domain';
import {
  anthropicMessagesDialect,
  type ClientDialect,
  ollamaChatDialect,
  openAiChatDialect,
} from '@switchyard/providers';
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
      const [path = ''] = request.url.split('?', 1);
      sendError(
        dialectOfPath(path),
        new GatewayError('route_not_found', `There is no route ${request.method} ${path}.`),
        request,
        reply,
      );
    } else {
      void reply.code(exception.getStatus()).send(exception.getResponse());
    }
  }
}

/** Whose API a path belongs to, by how it begins; the first that fits counts. */
const dialectByPrefix: readonly [string, ClientDialect][] = [
  ['/v1/messages', anthropicMessagesDialect],
  ['/api/v1/', openAiChatDialect],
  ['/api/chat/completions', openAiChatDialect],
  ['/api/', ollamaChatDialect],
];

const dialectOfPath = (path: string): ClientDialect =>
  dialectByPrefix.find(([prefix]) => path.startsWith(prefix))?.[1] ?? openAiChatDialect;

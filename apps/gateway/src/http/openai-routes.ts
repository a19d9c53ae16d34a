import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigSource } from '@switchyard/platform';
import type { FastifyInstance } from 'fastify';
import { ChatPipeline } from '../chat/chat-pipeline.js';
import type { GatewayConfig } from '../gateway.config.js';
import { listModels } from './list-models.js';
import { sendOpenAiError } from './send-openai-error.js';

/**
 * The OpenAI front door, as raw Fastify routes: Nest wires what stands behind them, but its guards, pipes and
 * interceptors cost more than all the work of a request (docs/adr/0004).
 */
export async function registerOpenAiRoutes(
  app: NestFastifyApplication,
  config: GatewayConfig,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  server.addHook('onRequest', (_request, reply, done) => {
    reply.header('x-proxy', config.PROXY_HEADER);
    done();
  });
  const pipeline = app.get(ChatPipeline);
  const source = app.get(ConfigSource);
  await server.register(async (routes) => {
    acceptAnyBodyAsBytes(routes);
    routes.setErrorHandler((error, request, reply) => sendOpenAiError(error, request, reply));
    routes.get('/v1/models', () => listModels(source));
    routes.post('/v1/chat/completions', (request, reply) => pipeline.handle(request, reply));
  });
}

/** Bodies are decoded once, by the dialect's codec; clients that forget the content type are served too. */
function acceptAnyBodyAsBytes(routes: FastifyInstance): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}

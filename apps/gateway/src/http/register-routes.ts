import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AccessLog, ConfigSource, DrainState, LOGGER } from '@switchyard/platform';
import {
  alwaysStreaming,
  anthropicMessagesDialect,
  type ClientDialect,
  ollamaChatDialect,
  ollamaEmbedDialect,
  ollamaEmbeddingsDialect,
  ollamaGenerateDialect,
  openAiChatDialect,
  openAiCompletionsDialect,
  openAiEmbeddingsDialect,
  openAiResponsesDialect,
} from '@switchyard/providers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { allowsLifecycleRoutes, type GatewayConfig } from '../gateway.config.js';
import type { Arrival } from '../inference/arrival.js';
import { InferencePipeline } from '../inference/inference-pipeline.js';
import { TokenCount } from '../inference/token-count.js';
import { OllamaForwarder } from '../ollama/ollama-forwarder.js';
import { RunningModels } from '../ollama/running-models.js';
import type { DirectDoor } from './direct-door.js';
import { listModels, showModel } from './list-models.js';
import { listRunning, listTags, showOllamaModel, showVersion } from './ollama-catalogue.js';
import { addBlobRoutes, addModelRoutes, type Lifecycle } from './ollama-lifecycle.js';
import { refuseForeignPages } from './refuse-foreign-pages.js';
import { sendError } from './send-error.js';

/** Every inference route, its older and shorter names included, by the dialect that is spoken there. */
const inferenceRoutes: readonly [ClientDialect, readonly string[]][] = [
  [openAiChatDialect, ['/v1/chat/completions', '/chat/completions', '/api/chat/completions']],
  [alwaysStreaming(openAiChatDialect), ['/v1/chat/completions-stream', '/v1/chat/completions/stream']],
  [openAiCompletionsDialect, ['/v1/completions', '/completions']],
  [openAiResponsesDialect, ['/v1/responses', '/responses']],
  [openAiEmbeddingsDialect, ['/v1/embeddings', '/embeddings', '/api/v1/embeddings']],
  [anthropicMessagesDialect, ['/v1/messages']],
  [alwaysStreaming(anthropicMessagesDialect), ['/v1/messages-stream', '/v1/messages/stream']],
  [ollamaChatDialect, ['/api/chat']],
  [ollamaGenerateDialect, ['/api/generate']],
  [ollamaEmbedDialect, ['/api/embed']],
  [ollamaEmbeddingsDialect, ['/api/embeddings']],
];

/**
 * The front doors, as raw Fastify routes: Nest wires what stands behind them, but its guards, pipes and interceptors
 * cost more than all the work of a request (docs/adr/0004).
 */
export async function registerRoutes(
  app: NestFastifyApplication,
  config: GatewayConfig,
  accessLog: AccessLog,
  directDoor: DirectDoor,
): Promise<void> {
  const server = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const pipeline = app.get(InferencePipeline);
  const tokenCount = app.get(TokenCount);
  const source = app.get(ConfigSource);
  server.addHook('onRequest', (request, reply, done) => {
    // Anthropic's SDK looks for the id under its own name.
    reply.header('x-proxy', config.PROXY_HEADER).header('request-id', request.id);
    done();
  });
  // A route that does not exist is not found, whatever its body is.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, body, done) => {
    body.resume();
    done(null);
  });
  const isOpen = config.OPEN_ACCESS;
  const openDoor: Door = (dialect, addRoutes) => openDoorOf(server, dialect, isOpen, addRoutes);
  for (const [dialect, paths] of inferenceRoutes) {
    await openDoor(dialect, (routes) => {
      for (const path of paths)
        routes.post(path, async (request, reply) => {
          reply.hijack();
          await pipeline.handle(dialect, arrivalOf(path, request, reply));
        });
    });
  }
  directDoor.open({
    handle: (dialect, arrival) => pipeline.handle(dialect, arrival),
    dialectByPath: new Map(
      inferenceRoutes.flatMap(([dialect, paths]) => paths.map((path) => [path, dialect])),
    ),
    maxBodyBytes: config.MAX_BODY_BYTES,
    isOpen,
    drain: app.get(DrainState),
    logger: app.get<Logger>(LOGGER),
    accessLog,
  });
  await openDoor(openAiChatDialect, (routes) => addOpenAiCatalogue(routes, source));
  await openDoor(anthropicMessagesDialect, (routes) => {
    // Claude Code asks in this way whether anybody is there.
    routes.head('/v1', (_request, reply) => reply.send());
    routes.post('/v1/messages/count_tokens', (request, reply) => tokenCount.handle(request, reply));
  });
  await openOllamaDoors(openDoor, app, config);
}

async function openOllamaDoors(
  openDoor: Door,
  app: NestFastifyApplication,
  config: GatewayConfig,
): Promise<void> {
  const running = app.get(RunningModels);
  const lifecycle: Lifecycle = {
    source: app.get(ConfigSource),
    forwarder: app.get(OllamaForwarder),
    isAllowed: allowsLifecycleRoutes(config),
  };
  await openDoor(ollamaChatDialect, (routes) => {
    addOllamaCatalogue(routes, lifecycle, running);
    addModelRoutes(routes, lifecycle);
  });
  await openDoor(ollamaChatDialect, (routes) => {
    leaveBodiesAsStreams(routes);
    addBlobRoutes(routes, lifecycle);
  });
}

function addOpenAiCatalogue(routes: FastifyInstance, source: ConfigSource): void {
  for (const path of ['/v1/models', '/models', '/api/models', '/api/v1/models']) {
    routes.get(path, () => listModels(source));
  }
  // A name may hold slashes.
  routes.get('/v1/models/*', (request) => showModel(source, (request.params as { '*': string })['*']));
}

function addOllamaCatalogue(
  routes: FastifyInstance,
  { source, forwarder }: Lifecycle,
  running: RunningModels,
): void {
  routes.get('/', (_request, reply) => reply.type('text/plain').send('Ollama is running'));
  routes.get('/api/version', showVersion);
  routes.get('/api/tags', () => listTags(source));
  routes.get('/api/ps', () => listRunning(source, running));
  routes.post('/api/ps', () => listRunning(source, running));
  routes.post('/api/show', (request, reply) => showOllamaModel(source, forwarder, request, reply));
}

const arrivalOf = (route: string, request: FastifyRequest, { raw }: FastifyReply): Arrival => ({
  id: request.id,
  route,
  headers: request.headers,
  address: request.ip ?? null,
  body: request.body as Buffer | undefined,
  response: raw,
  log: request.log,
});

type Door = (dialect: ClientDialect, addRoutes: (routes: FastifyInstance) => void) => Promise<void>;

/** Routes of one dialect: their errors have its shape, and its codec reads their bodies, whatever type they announce. */
async function openDoorOf(
  server: FastifyInstance,
  dialect: ClientDialect,
  isOpen: boolean,
  addRoutes: (routes: FastifyInstance) => void,
): Promise<void> {
  await server.register(async (routes) => {
    routes.removeAllContentTypeParsers();
    routes.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    routes.setErrorHandler((error, request, reply) => sendError(dialect, error, request, reply));
    if (!isOpen)
      routes.addHook('onRequest', (request, _reply, done) => {
        refuseForeignPages(request.headers);
        done();
      });
    addRoutes(routes);
  });
}

/** No limit holds for such a body: whoever handles it takes it piece by piece. */
function leaveBodiesAsStreams(routes: FastifyInstance): void {
  routes.removeAllContentTypeParsers();
  routes.addContentTypeParser('*', (_request, _body, done) => done(null));
}

import { GatewayError } from '@switchyard/domain';
import type { ConfigSource } from '@switchyard/platform';
import { type LifecycleOperation, LifecycleRequest } from '@switchyard/providers';
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { configInForce } from '../inference/resolve-model.js';
import type { OllamaForwarder } from '../ollama/ollama-forwarder.js';
import { findOllamaTarget, realNames } from '../ollama/ollama-target.js';

/** What passes requests on, and whether it may. */
export type Lifecycle = {
  readonly source: ConfigSource;
  readonly forwarder: OllamaForwarder;
  /** Whoever reaches these routes can delete every model. */
  readonly isAllowed: boolean;
};

/** Ollama takes DELETE only for deleting; the replaced system took POST as well. */
const modelRoutes: readonly [LifecycleOperation, readonly HTTPMethods[]][] = [
  ['pull', ['POST']],
  ['push', ['POST']],
  ['create', ['POST']],
  ['copy', ['POST']],
  ['delete', ['DELETE', 'POST']],
];

/** An algorithm and a hash, as Ollama writes them. Nothing in it can lead to another path. */
const digestPattern = /^\w{1,20}[:-]\w{1,200}$/;

/** The routes that change which models an Ollama has, passed on to it. Their bodies are read whole. */
export function addModelRoutes(routes: FastifyInstance, lifecycle: Lifecycle): void {
  for (const [operation, methods] of modelRoutes) {
    routes.route({
      method: [...methods],
      url: `/api/${operation}`,
      handler: (request, reply) => forwardForModel(lifecycle, operation, request, reply),
    });
  }
}

/** The routes for a model's files. These are gigabytes and are never held: their door leaves bodies as streams. */
export function addBlobRoutes(routes: FastifyInstance, lifecycle: Lifecycle): void {
  routes.route({
    method: ['HEAD', 'POST'],
    url: '/api/blobs/:digest',
    handler: (request, reply) => forwardBlob(lifecycle, request, reply),
  });
}

function forwardForModel(
  lifecycle: Lifecycle,
  operation: LifecycleOperation,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  throwUnlessAllowed(lifecycle);
  const view = configInForce(lifecycle.source);
  const asked = LifecycleRequest.read(operation, request.body as Buffer | undefined);
  const target = findOllamaTarget(view, asked.names);
  const body = asked.renamed(realNames(view, target, asked.names));
  const { method } = request;
  return lifecycle.forwarder.forward(
    target,
    // Ollama itself knows no POST for deleting.
    { method: operation === 'delete' ? 'DELETE' : (method as 'POST'), path: operation, body },
    request,
    reply,
  );
}

/** A file belongs to no model yet, so it goes where a new model would. */
function forwardBlob(
  lifecycle: Lifecycle,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  throwUnlessAllowed(lifecycle);
  const { digest } = request.params as { digest: string };
  if (!digestPattern.test(digest))
    throw new GatewayError('invalid_request', 'The digest must be like "sha256:" and a hash.', {
      param: 'digest',
    });
  const target = findOllamaTarget(configInForce(lifecycle.source), []);
  const isHead = request.method === 'HEAD';
  return lifecycle.forwarder.forward(
    target,
    {
      method: isHead ? 'HEAD' : 'POST',
      path: `blobs/${digest}`,
      body: isHead ? undefined : request.raw,
    },
    request,
    reply,
  );
}

function throwUnlessAllowed({ isAllowed }: Lifecycle): void {
  if (isAllowed) return;
  throw new GatewayError(
    'operation_disabled',
    'Managing the models of Ollama endpoints is switched off at this gateway.',
  );
}

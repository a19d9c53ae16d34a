import { Inject, Injectable } from '@nestjs/common';
import {
  type Candidate,
  earliestReopeningMs,
  GatewayError,
  planRoute,
  toGatewayError,
  type VirtualModelConfig,
} from '@switchyard/domain';
import { CONFIG, ConfigSource, type ConfigView, DrainState } from '@switchyard/platform';
import type { ClientDialect, DecodedCall } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndpointHealthView } from '../endpoint-health/endpoint-health-view.js';
import type { GatewayConfig } from '../gateway.config.js';
import { sendError } from '../http/send-error.js';
import { Outbox } from '../outbox/outbox.js';
import { ChatAttempt } from './chat-attempt.js';
import type { ChatExchange } from './chat-exchange.js';
import { ClientConnection } from './client-connection.js';
import { relay } from './relay.js';
import { RequestFacts } from './request-facts.js';
import { configInForce, resolveModel } from './resolve-model.js';

/** A chat request from its arrival to its settlement. ARCHITECTURE.md draws it. */
@Injectable()
export class ChatPipeline {
  constructor(
    private readonly source: ConfigSource,
    private readonly health: EndpointHealthView,
    private readonly attempt: ChatAttempt,
    private readonly outbox: Outbox,
    private readonly drain: DrainState,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async handle(dialect: ClientDialect, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const facts = new RequestFacts(request, this.outbox);
    const client = new ClientConnection(reply, this.config.UPSTREAM_TOTAL_TIMEOUT_MS, this.drain);
    try {
      const decoded = dialect.decode(request.body as Buffer | undefined);
      facts.requested(decoded.call.model, decoded.call.wantsStream);
      const view = configInForce(this.source);
      const model = resolveModel(view, decoded.call.model);
      facts.resolved(model);
      const candidate = this.plan(view, model);
      facts.attempted(candidate);
      tellNotes(decoded, reply);
      const call = model.forceNonStreaming ? { ...decoded.call, wantsStream: false } : decoded.call;
      const { startedAtMs } = facts;
      const exchange: ChatExchange = {
        dialect,
        call,
        requestId: request.id,
        startedAtMs,
        signal: client.signal,
      };
      const committed = await this.attempt.run(exchange, candidate);
      await relay(committed, exchange, client, facts);
    } catch (thrown) {
      answerError(dialect, thrown, request, reply, client, facts);
    } finally {
      client.release();
      facts.settle();
    }
    return reply;
  }

  private plan(view: ConfigView, model: VirtualModelConfig): Candidate {
    const nowMs = Date.now();
    const plan = planRoute([model], {
      endpointById: view.endpointById,
      healthByEndpointId: this.health.byEndpointId,
      nowMs,
    });
    const [candidate] = plan.candidates;
    if (candidate) return candidate;
    const reopensAtMs = earliestReopeningMs(plan);
    throw new GatewayError(
      'endpoint_unavailable',
      `No endpoint of model "${model.name}" can take requests at the moment.`,
      reopensAtMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil((reopensAtMs - nowMs) / 1000)) },
    );
  }
}

function tellNotes({ notes }: DecodedCall, reply: FastifyReply): void {
  if (notes.length > 0) reply.header('x-switchyard-notes', notes.join('; '));
}

function answerError(
  dialect: ClientDialect,
  thrown: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  client: ClientConnection,
  facts: RequestFacts,
): void {
  const error = toGatewayError(thrown);
  facts.failed(error);
  facts.settle();
  if (!reply.sent && !reply.raw.headersSent) {
    sendError(dialect, error, request, reply);
    return;
  }
  // Within a stream the dialect's error event is the only honest end: no end marker follows it.
  request.log.warn({ code: error.code, reason: error.message }, 'stream broken off');
  client.end(dialect.encodeStreamError(error, request.id));
}

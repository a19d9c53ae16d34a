import { Inject, Injectable } from '@nestjs/common';
import { type Candidate, toGatewayError } from '@switchyard/domain';
import { CONFIG, ConfigSource, DrainState } from '@switchyard/platform';
import type { ClientCall, ClientDialect } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../gateway.config.js';
import { sendError } from '../http/send-error.js';
import { RequestsInFlight } from '../metrics/requests-in-flight.js';
import { Outbox } from '../outbox/outbox.js';
import { ClientConnection } from './client-connection.js';
import type { Exchange } from './exchange.js';
import { relay } from './relay.js';
import { RequestFacts } from './request-facts.js';
import { configInForce, resolveModel } from './resolve-model.js';
import { RoutePlanner } from './route-planner.js';
import { UpstreamAttempt } from './upstream-attempt.js';

/** A request from its arrival to its settlement. ARCHITECTURE.md draws it. */
@Injectable()
export class InferencePipeline {
  constructor(
    private readonly source: ConfigSource,
    private readonly planner: RoutePlanner,
    private readonly attempt: UpstreamAttempt,
    private readonly outbox: Outbox,
    private readonly drain: DrainState,
    private readonly inFlight: RequestsInFlight,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  async handle(dialect: ClientDialect, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const facts = new RequestFacts(request, this.outbox);
    const client = new ClientConnection(reply, this.config.UPSTREAM_TOTAL_TIMEOUT_MS, this.drain);
    this.inFlight.inc();
    try {
      const { call, candidate } = this.route(dialect, request, facts);
      client.limitTo(this.attempt.timeoutsFor(candidate).totalMs);
      const exchange = toExchange(dialect, call, request, reply, client, facts);
      if (call.wantsStream) {
        const { streamContentType, keepAlive } = dialect;
        client.keepStreamAlive(streamContentType, () => keepAlive(call), this.config.STREAM_KEEP_ALIVE_MS);
      }
      const committed = await this.attempt.run(exchange, candidate, facts);
      await relay(committed, exchange, client, facts);
    } catch (thrown) {
      answerError(dialect, thrown, request, reply, client, facts);
    } finally {
      client.release();
      facts.settle();
      this.inFlight.dec();
    }
    return reply;
  }

  /** From the body to the one endpoint that is asked. @throws {GatewayError} */
  private route(dialect: ClientDialect, request: FastifyRequest, facts: RequestFacts): Routed {
    const { headers } = request;
    const decoded = { ...dialect.decode(request.body as Buffer | undefined), headers };
    facts.requested(decoded.model, decoded.wantsStream);
    const view = configInForce(this.source);
    const model = resolveModel(view, decoded.model);
    facts.resolved(model);
    const candidate = this.planner.firstCandidate(view, model);
    facts.attempted(candidate);
    return { call: model.forceNonStreaming ? { ...decoded, wantsStream: false } : decoded, candidate };
  }
}

type Routed = { readonly call: ClientCall; readonly candidate: Candidate };

const toExchange = (
  dialect: ClientDialect,
  call: ClientCall,
  request: FastifyRequest,
  reply: FastifyReply,
  client: ClientConnection,
  { startedAtMs }: RequestFacts,
): Exchange => ({
  dialect,
  call,
  requestId: request.id,
  startedAtMs,
  signal: client.signal,
  tellNotes: (notes) => {
    if (notes.length > 0 && !reply.raw.headersSent) reply.header('x-switchyard-notes', notes.join('; '));
  },
});

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

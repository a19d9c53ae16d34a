import { Inject, Injectable } from '@nestjs/common';
import { type Candidate, toGatewayError } from '@switchyard/domain';
import { CONFIG, ConfigSource } from '@switchyard/platform';
import { type ClientCall, type ClientDialect, changeCall } from '@switchyard/providers';
import type { GatewayConfig } from '../gateway.config.js';
import { errorHeaders, logError } from '../http/send-error.js';
import { RequestsInFlight } from '../metrics/requests-in-flight.js';
import { Outbox } from '../outbox/outbox.js';
import type { Arrival } from './arrival.js';
import { ClientConnection } from './client-connection.js';
import { OpenRequests } from './open-requests.js';
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
    private readonly openRequests: OpenRequests,
    private readonly inFlight: RequestsInFlight,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Answers in every case, and throws in none. */
  async handle(dialect: ClientDialect, arrival: Arrival): Promise<void> {
    const facts = new RequestFacts(arrival, this.outbox);
    const client = this.connect(arrival);
    this.inFlight.inc();
    try {
      const { call, candidate } = this.route(dialect, arrival, facts);
      client.limitTo(this.attempt.timeoutsFor(candidate).totalMs);
      if (call.wantsStream) {
        const { streamContentType, keepAlive } = dialect;
        client.keepStreamAlive(streamContentType, () => keepAlive(call), this.config.STREAM_KEEP_ALIVE_MS);
      }
      const exchange = { dialect, call, requestId: arrival.id, startedAtMs: facts.startedAtMs, client };
      const committed = await this.attempt.run(exchange, candidate, facts);
      await relay(committed, exchange, facts);
    } catch (thrown) {
      await answerError(dialect, thrown, arrival, client, facts);
    } finally {
      client.release();
      await facts.settle();
      this.inFlight.dec();
    }
  }

  /** Anthropic's SDK looks for the id under its own name. */
  private connect({ id, response }: Arrival): ClientConnection {
    const { PROXY_HEADER, UPSTREAM_TOTAL_TIMEOUT_MS } = this.config;
    const headers = ['x-request-id', id, 'request-id', id, 'x-proxy', PROXY_HEADER];
    return new ClientConnection(response, headers, UPSTREAM_TOTAL_TIMEOUT_MS, this.openRequests);
  }

  /** From the body to the one endpoint that is asked. @throws {GatewayError} */
  private route(dialect: ClientDialect, { headers, body }: Arrival, facts: RequestFacts): Routed {
    const decoded = dialect.decode(body);
    facts.requested(decoded.model, decoded.wantsStream);
    const view = configInForce(this.source);
    const model = resolveModel(view, decoded.model);
    facts.resolved(model);
    const candidate = this.planner.firstCandidate(view, model);
    facts.attempted(candidate);
    const wantsStream = decoded.wantsStream && !model.forceNonStreaming;
    return { call: changeCall(decoded, { headers, wantsStream }), candidate };
  }
}

type Routed = { readonly call: ClientCall; readonly candidate: Candidate };

async function answerError(
  dialect: ClientDialect,
  thrown: unknown,
  { id, log }: Arrival,
  client: ClientConnection,
  facts: RequestFacts,
): Promise<void> {
  const error = toGatewayError(thrown);
  facts.failed(error);
  await facts.settle();
  if (!client.hasBegun) {
    logError(error, log);
    for (const [name, value] of errorHeaders(error)) client.addHeader(name, value);
    client.send(Buffer.from(JSON.stringify(dialect.encodeError(error, id))), error.status);
    return;
  }
  // Within a stream the dialect's error event is the only honest end: no end marker follows it.
  log.warn({ code: error.code, reason: error.message }, 'stream broken off');
  client.end(dialect.encodeStreamError(error, id));
}

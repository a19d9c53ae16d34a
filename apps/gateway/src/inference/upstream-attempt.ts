import { Inject, Injectable } from '@nestjs/common';
import type { Candidate, EffectiveTimeouts, EndpointConfig, VirtualModelConfig } from '@switchyard/domain';
import { CONFIG } from '@switchyard/platform';
import {
  type AnsweringEndpoint,
  type AttemptCodec,
  answerWithoutEndpoint,
  classifyFailure,
  codecFor,
  readWholeAnswer,
  toBrokenAnswer,
  toUpstreamError,
  UpstreamClient,
  type UpstreamExchange,
  type UpstreamHead,
  type WholeAnswer,
} from '@switchyard/providers';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import type { GatewayConfig } from '../gateway.config.js';
import { AnswerStream } from './answer-stream.js';
import { AttemptClock } from './attempt-clock.js';
import type { Exchange } from './exchange.js';
import type { RequestFacts } from './request-facts.js';
import { UpstreamRoute } from './upstream-route.js';

/** An answer from which on nothing is tried again: a whole one, or a stream that has begun with content. */
export type CommittedAnswer =
  | { readonly kind: 'whole'; readonly answer: WholeAnswer }
  | { readonly kind: 'stream'; readonly stream: AnswerStream };

/** An attempt on its way: how it is spoken, and the request at the endpoint. */
type Attempt = {
  readonly endpoint: AnsweringEndpoint;
  readonly codec: AttemptCodec;
  readonly asStream: boolean;
  readonly sent: UpstreamExchange;
  readonly clock: AttemptClock;
};

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;
const FIRST_ERROR_STATUS = 300;

/** One upstream call, up to its commit point. */
@Injectable()
export class UpstreamAttempt {
  private readonly routes = new WeakMap<
    VirtualModelConfig,
    { endpoint: EndpointConfig; route: UpstreamRoute }
  >();

  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** @throws {GatewayError} for every way in which the endpoint can fail before the client has seen anything */
  async run(exchange: Exchange, candidate: Candidate, facts: RequestFacts): Promise<CommittedAnswer> {
    const upstream = this.routeTo(candidate).type.dialect;
    const answer = answerWithoutEndpoint(exchange.dialect, { call: exchange.call, upstream });
    if (answer) return { kind: 'whole', answer };
    exchange.client.throwIfAborted();
    const attempt = this.send(exchange, candidate);
    exchange.client.follow(attempt.clock);
    const head = await headOf(attempt.sent);
    if (head.status >= FIRST_ERROR_STATUS) return refused(head, attempt);
    const committed =
      attempt.asStream && isStream(head, attempt.codec)
        ? await beginStream(attempt, facts)
        : await readAnswer(attempt);
    facts.answered(attempt.codec.body);
    return committed;
  }

  /** The four timeouts in force for a candidate. */
  timeoutsFor(candidate: Candidate): EffectiveTimeouts {
    return this.routeTo(candidate).timeouts;
  }

  private routeTo(candidate: Candidate): UpstreamRoute {
    const known = this.routes.get(candidate.model);
    if (known?.endpoint === candidate.endpoint) return known.route;
    const apiKey = this.credentials.keyOf(candidate.endpoint.id);
    const route = new UpstreamRoute(candidate, apiKey, {
      connectMs: this.config.UPSTREAM_CONNECT_TIMEOUT_MS,
      firstEventMs: this.config.UPSTREAM_FIRST_EVENT_TIMEOUT_MS,
      idleMs: this.config.UPSTREAM_IDLE_TIMEOUT_MS,
      totalMs: this.config.UPSTREAM_TOTAL_TIMEOUT_MS,
    });
    this.routes.set(candidate.model, { endpoint: candidate.endpoint, route });
    return route;
  }

  private send(exchange: Exchange, candidate: Candidate): Attempt {
    const { dialect, call, startedAtMs } = exchange;
    const route = this.routeTo(candidate);
    const { type, timeouts, answering: endpoint } = route;
    const asStream = call.wantsStream && !candidate.model.disableStreaming;
    const codec = codecFor(dialect, {
      call,
      model: candidate.model,
      upstream: type.dialect,
      asStream,
      startedAtMs,
    });
    if (codec.notes.length > 0) exchange.client.addHeader('x-switchyard-notes', codec.notes.join('; '));
    const sent = this.client.exchange({
      ...route.addressOf(codec.surface),
      headers: route.headersFor(
        exchange.requestId,
        asStream ? codec.streamType : 'application/json',
        codec.isNative ? call.headers : undefined,
      ),
      body: codec.body,
      connectTimeoutMs: timeouts.connectMs,
    });
    const clock = new AttemptClock(timeouts, endpoint.name, (reason) => sent.abort(reason));
    return { endpoint, codec, asStream, sent, clock };
  }
}

async function refused({ status, headers }: UpstreamHead, { sent, endpoint }: Attempt): Promise<never> {
  const body = await readWhole(sent, MAX_ERROR_BYTES, endpoint);
  throw classifyFailure(endpoint, status, headers, body);
}

async function beginStream(
  { endpoint, sent, codec, clock }: Attempt,
  facts: RequestFacts,
): Promise<CommittedAnswer> {
  const stream = new AnswerStream(endpoint, sent, codec.newSplitter(), codec.newTranslator(), clock);
  facts.used(stream.report);
  try {
    sent.pipe(stream);
    await stream.begun;
  } catch (error) {
    // An endpoint that told its error may still keep the connection, and its work, going.
    stream.close();
    throw error;
  }
  return { kind: 'stream', stream };
}

async function readAnswer({ endpoint, sent, codec }: Attempt): Promise<CommittedAnswer> {
  const bytes = await readWhole(sent, MAX_ANSWER_BYTES, endpoint);
  return { kind: 'whole', answer: readWholeAnswer(endpoint, codec, bytes) };
}

async function headOf(sent: UpstreamExchange): Promise<UpstreamHead> {
  try {
    return await sent.head;
  } catch (error) {
    throw toUpstreamError(error);
  }
}

async function readWhole(
  sent: UpstreamExchange,
  maxBytes: number,
  endpoint: AnsweringEndpoint,
): Promise<Buffer> {
  try {
    return await sent.collect(maxBytes);
  } catch (error) {
    throw toBrokenAnswer(endpoint.name, error);
  }
}

const isStream = ({ headers }: UpstreamHead, { streamType }: AttemptCodec): boolean =>
  String(headers['content-type'] ?? '').includes(streamType);

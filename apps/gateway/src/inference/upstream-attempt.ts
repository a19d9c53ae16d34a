import { Inject, Injectable } from '@nestjs/common';
import { type Candidate, type EffectiveTimeouts, effectiveTimeouts, GatewayError } from '@switchyard/domain';
import { CONFIG } from '@switchyard/platform';
import {
  type AnsweringEndpoint,
  type AttemptCodec,
  answerWithoutEndpoint,
  classifyFailure,
  codecFor,
  type EndpointType,
  findEndpointType,
  readBody,
  readWholeAnswer,
  toBrokenAnswer,
  UpstreamClient,
  type UpstreamResponse,
  type WholeAnswer,
} from '@switchyard/providers';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import type { GatewayConfig } from '../gateway.config.js';
import { AnswerStream } from './answer-stream.js';
import { AttemptClock } from './attempt-clock.js';
import type { Exchange } from './exchange.js';
import type { RequestFacts } from './request-facts.js';

/** An answer from which on nothing is tried again: a whole one, or a stream that has begun with content. */
export type CommittedAnswer =
  | { readonly kind: 'whole'; readonly answer: WholeAnswer }
  | { readonly kind: 'stream'; readonly stream: AnswerStream };

/** An attempt on its way: whom it goes to, how it is spoken, and how long it may take. */
type Attempt = {
  readonly type: EndpointType;
  readonly endpoint: AnsweringEndpoint;
  readonly codec: AttemptCodec;
  readonly asStream: boolean;
  readonly clock: AttemptClock;
  readonly connectTimeoutMs: number;
};

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;
const FIRST_ERROR_STATUS = 300;

/** One upstream call, up to its commit point. */
@Injectable()
export class UpstreamAttempt {
  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** @throws {GatewayError} for every way in which the endpoint can fail before the client has seen anything */
  async run(exchange: Exchange, candidate: Candidate, facts: RequestFacts): Promise<CommittedAnswer> {
    const upstream = endpointTypeOf(candidate).dialect;
    const answer = answerWithoutEndpoint(exchange.dialect, { call: exchange.call, upstream });
    if (answer) return { kind: 'whole', answer };
    const attempt = this.prepare(exchange, candidate);
    exchange.tellNotes(attempt.codec.notes);
    let isStreaming = false;
    try {
      const response = await this.send(exchange, candidate, attempt);
      await throwIfRefused(response, attempt);
      isStreaming = attempt.asStream && isStream(response, attempt.codec);
      const committed = isStreaming
        ? await beginStream(response, attempt, facts)
        : await readAnswer(response, attempt);
      facts.answered(attempt.codec.body);
      return committed;
    } finally {
      if (!isStreaming) attempt.clock.stop();
    }
  }

  /** The four timeouts in force for a candidate. */
  timeoutsFor({ model, endpoint }: Candidate): EffectiveTimeouts {
    return effectiveTimeouts([model.timeouts, endpoint.timeouts], {
      connectMs: this.config.UPSTREAM_CONNECT_TIMEOUT_MS,
      firstEventMs: this.config.UPSTREAM_FIRST_EVENT_TIMEOUT_MS,
      idleMs: this.config.UPSTREAM_IDLE_TIMEOUT_MS,
      totalMs: this.config.UPSTREAM_TOTAL_TIMEOUT_MS,
    });
  }

  private prepare({ dialect, call, startedAtMs, signal }: Exchange, candidate: Candidate): Attempt {
    const { model } = candidate;
    const type = endpointTypeOf(candidate);
    const asStream = call.wantsStream && !model.disableStreaming;
    const codec = codecFor(dialect, { call, model, upstream: type.dialect, asStream, startedAtMs });
    const timeouts = this.timeoutsFor(candidate);
    return {
      type,
      endpoint: this.credentials.answering(candidate),
      codec,
      asStream,
      clock: new AttemptClock(timeouts, signal, candidate.endpoint.name),
      connectTimeoutMs: timeouts.connectMs,
    };
  }

  private send(exchange: Exchange, candidate: Candidate, attempt: Attempt): Promise<UpstreamResponse> {
    const { endpoint, model } = candidate;
    const { type, codec, asStream, clock, connectTimeoutMs } = attempt;
    return this.client.send({
      method: 'POST',
      url: type.surfaceUrl(endpoint.url, codec.surface),
      headers: {
        'content-type': 'application/json',
        accept: asStream ? codec.streamType : 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'switchyard',
        'x-request-id': exchange.requestId,
        ...type.headers(
          this.credentials.keyOf(endpoint.id),
          codec.isNative ? exchange.call.headers : undefined,
        ),
        ...model.customHeaders,
      },
      body: codec.body,
      signal: clock.signal,
      connectTimeoutMs,
    });
  }
}

/** @throws {GatewayError} for a type of a newer release */
export function endpointTypeOf({ endpoint }: Pick<Candidate, 'endpoint'>): EndpointType {
  const type = findEndpointType(endpoint.type);
  if (type) return type;
  throw new GatewayError(
    'internal_error',
    `Endpoint "${endpoint.name}" has a type this gateway does not know.`,
  );
}

async function throwIfRefused(response: UpstreamResponse, { endpoint, clock }: Attempt): Promise<void> {
  if (response.status < FIRST_ERROR_STATUS) return;
  const body = await readWhole(response, MAX_ERROR_BYTES, endpoint, clock);
  throw classifyFailure(endpoint, response.status, response.headers, body);
}

async function beginStream(
  response: UpstreamResponse,
  attempt: Attempt,
  facts: RequestFacts,
): Promise<CommittedAnswer> {
  const { endpoint, codec, clock } = attempt;
  const stream = new AnswerStream(endpoint, response.body, codec.newSplitter(), codec.newTranslator(), clock);
  facts.used(stream.report);
  await stream.untilContent();
  return { kind: 'stream', stream };
}

async function readAnswer(
  response: UpstreamResponse,
  { endpoint, codec, clock }: Attempt,
): Promise<CommittedAnswer> {
  const bytes = await readWhole(response, MAX_ANSWER_BYTES, endpoint, clock);
  return { kind: 'whole', answer: readWholeAnswer(endpoint, codec, bytes) };
}

async function readWhole(
  response: UpstreamResponse,
  maxBytes: number,
  endpoint: AnsweringEndpoint,
  clock: AttemptClock,
): Promise<Buffer> {
  try {
    return await readBody(response.body, maxBytes);
  } catch (error) {
    throw toBrokenAnswer(endpoint.name, error, clock.signal);
  }
}

const isStream = ({ headers }: UpstreamResponse, { streamType }: AttemptCodec): boolean =>
  String(headers['content-type'] ?? '').includes(streamType);

import { Injectable } from '@nestjs/common';
import { type Candidate, GatewayError, Secret } from '@switchyard/domain';
import {
  type AnsweringEndpoint,
  classifyFailure,
  decodeEndpointAnswer,
  type EndpointAnswer,
  encodeEndpointCall,
  findEndpointType,
  readBody,
  toBrokenAnswer,
  UpstreamClient,
  type UpstreamResponse,
} from '@switchyard/providers';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import type { ChatExchange } from './chat-exchange.js';
import { ChatStream } from './chat-stream.js';

/** An answer from which on nothing is tried again: a whole one, or a stream that has begun with content. */
export type CommittedAnswer =
  | { readonly kind: 'whole'; readonly answer: EndpointAnswer }
  | { readonly kind: 'stream'; readonly stream: ChatStream };

const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
const MAX_ERROR_BYTES = 256 * 1024;
const FIRST_ERROR_STATUS = 300;

/** One upstream call, up to its commit point. */
@Injectable()
export class ChatAttempt {
  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
  ) {}

  /** @throws {GatewayError} for every way in which the endpoint can fail before the client has seen anything */
  async run(exchange: ChatExchange, candidate: Candidate): Promise<CommittedAnswer> {
    const endpoint = this.answering(candidate);
    const asStream = exchange.call.wantsStream && !candidate.model.disableStreaming;
    const response = await this.send(exchange, candidate, asStream);
    if (response.status >= FIRST_ERROR_STATUS) {
      const body = await readWhole(response, MAX_ERROR_BYTES, endpoint, exchange);
      throw classifyFailure(endpoint, response.status, response.headers, body);
    }
    if (asStream && isEventStream(response)) {
      const translator = exchange.dialect.translator(exchange.call, exchange.startedAtMs);
      const stream = new ChatStream(endpoint, response.body, translator, exchange.signal);
      await stream.untilContent();
      return { kind: 'stream', stream };
    }
    const bytes = await readWhole(response, MAX_ANSWER_BYTES, endpoint, exchange);
    return { kind: 'whole', answer: decodeEndpointAnswer(endpoint, exchange.call.operation, bytes) };
  }

  private answering({ endpoint, model }: Candidate): AnsweringEndpoint {
    const key = this.credentials.keyOf(endpoint.id);
    const headers = Object.values(model.customHeaders).map((value) => new Secret(value));
    return { name: endpoint.name, secrets: key ? [key, ...headers] : headers };
  }

  private send(
    exchange: ChatExchange,
    { endpoint, model }: Candidate,
    asStream: boolean,
  ): Promise<UpstreamResponse> {
    const type = findEndpointType(endpoint.type);
    if (!type) {
      const message = `Endpoint "${endpoint.name}" has a type this gateway does not know.`;
      throw new GatewayError('internal_error', message);
    }
    return this.client.send({
      method: 'POST',
      url: type.operationUrl(endpoint.url, exchange.call.operation),
      headers: {
        'content-type': 'application/json',
        accept: asStream ? 'text/event-stream' : 'application/json',
        'accept-encoding': 'identity',
        'user-agent': 'switchyard',
        'x-request-id': exchange.requestId,
        ...type.authHeaders(this.credentials.keyOf(endpoint.id)),
        ...model.customHeaders,
      },
      body: encodeEndpointCall(exchange.call, model, asStream),
      signal: exchange.signal,
    });
  }
}

async function readWhole(
  response: UpstreamResponse,
  maxBytes: number,
  endpoint: AnsweringEndpoint,
  { signal }: ChatExchange,
): Promise<Buffer> {
  try {
    return await readBody(response.body, maxBytes);
  } catch (error) {
    throw toBrokenAnswer(endpoint.name, error, signal);
  }
}

const isEventStream = (response: UpstreamResponse): boolean =>
  String(response.headers['content-type'] ?? '').includes('text/event-stream');

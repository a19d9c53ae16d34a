import { Injectable } from '@nestjs/common';
import { type Candidate, GatewayError } from '@switchyard/domain';
import {
  type ChatAnswer,
  classifyFailure,
  decodeChatAnswer,
  encodeChatRequest,
  findEndpointType,
  readBody,
  UpstreamClient,
  type UpstreamResponse,
} from '@switchyard/providers';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import type { ChatExchange } from './chat-exchange.js';
import { ChatStream } from './chat-stream.js';

/** An answer from which on nothing is tried again: a whole one, or a stream that has begun with content. */
export type CommittedAnswer =
  | { readonly kind: 'whole'; readonly answer: ChatAnswer }
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
    const { endpoint, model } = candidate;
    const asStream = exchange.call.wantsStream && !model.disableStreaming;
    const response = await this.send(exchange, candidate, asStream);
    if (response.status >= FIRST_ERROR_STATUS) {
      const body = await readBody(response.body, MAX_ERROR_BYTES);
      throw classifyFailure(endpoint.name, response.status, response.headers, body);
    }
    if (asStream && isEventStream(response)) {
      const translator = exchange.dialect.translator(exchange.call, exchange.startedAtMs);
      const stream = new ChatStream(endpoint.name, response.body, translator, exchange.signal);
      await stream.untilContent();
      return { kind: 'stream', stream };
    }
    const bytes = await readBody(response.body, MAX_ANSWER_BYTES);
    return { kind: 'whole', answer: decodeChatAnswer(endpoint.name, exchange.call.operation, bytes) };
  }

  private send(
    exchange: ChatExchange,
    { endpoint, model }: Candidate,
    asStream: boolean,
  ): Promise<UpstreamResponse> {
    const type = findEndpointType(endpoint.type);
    if (!type) {
      throw new GatewayError(
        'internal_error',
        `Endpoint "${endpoint.name}" has a type this gateway does not know.`,
      );
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
      body: encodeChatRequest(exchange.call, model, asStream),
      signal: exchange.signal,
    });
  }
}

const isEventStream = (response: UpstreamResponse): boolean =>
  String(response.headers['content-type'] ?? '').includes('text/event-stream');

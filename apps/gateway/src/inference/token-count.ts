import { Inject, Injectable } from '@nestjs/common';
import { type Candidate, GatewayError } from '@switchyard/domain';
import { CONFIG, ConfigSource, DrainState } from '@switchyard/platform';
import {
  type CountTokensCall,
  classifyFailure,
  decodeCountTokensCall,
  type EndpointType,
  estimateCount,
  patchForCount,
  readBody,
  tryParseJson,
  UpstreamClient,
} from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import type { GatewayConfig } from '../gateway.config.js';
import { ClientConnection } from './client-connection.js';
import { configInForce, resolveModel } from './resolve-model.js';
import { RoutePlanner } from './route-planner.js';
import { endpointTypeOf } from './upstream-attempt.js';

const MAX_ANSWER_BYTES = 64 * 1024;
const FIRST_ERROR_STATUS = 300;

/** `POST /v1/messages/count_tokens`: counted by the endpoint where it can count, else an estimate that says so. */
@Injectable()
export class TokenCount {
  constructor(
    private readonly source: ConfigSource,
    private readonly planner: RoutePlanner,
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    private readonly drain: DrainState,
    @Inject(CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** @throws {GatewayError} */
  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const call = decodeCountTokensCall(request.body as Buffer | undefined);
    const view = configInForce(this.source);
    const candidate = this.planner.firstCandidate(view, resolveModel(view, call.model));
    const type = endpointTypeOf(candidate);
    const url = type.countTokensUrl?.(candidate.endpoint.url);
    if (url) return reply.send(await this.askEndpoint(url, type, candidate, call, request, reply));
    return reply
      .header('x-switchyard-notes', 'input_tokens is an estimate')
      .send({ input_tokens: estimateCount(call) });
  }

  private async askEndpoint(
    url: string,
    type: EndpointType,
    candidate: Candidate,
    call: CountTokensCall,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<unknown> {
    const { endpoint, model } = candidate;
    const connection = new ClientConnection(reply, this.config.UPSTREAM_FIRST_EVENT_TIMEOUT_MS, this.drain);
    try {
      const response = await this.client.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'switchyard',
          'x-request-id': request.id,
          ...type.headers(this.credentials.keyOf(endpoint.id), request.headers),
          ...model.customHeaders,
        },
        body: JSON.stringify(patchForCount(call.body, model)),
        signal: connection.signal,
      });
      const bytes = await readBody(response.body, MAX_ANSWER_BYTES);
      if (response.status >= FIRST_ERROR_STATUS)
        throw classifyFailure(
          this.credentials.answering(candidate),
          response.status,
          response.headers,
          bytes,
        );
      return countIn(endpoint.name, bytes);
    } finally {
      connection.release();
    }
  }
}

function countIn(endpointName: string, bytes: Buffer): object {
  const answer = tryParseJson(bytes.toString('utf8'));
  if (typeof (answer as { input_tokens?: unknown } | null)?.input_tokens === 'number')
    return answer as object;
  throw new GatewayError('upstream_malformed', `Endpoint "${endpointName}" answered without a count.`);
}

import { Injectable } from '@nestjs/common';
import { type Candidate, GatewayError } from '@switchyard/domain';
import { ConfigSource } from '@switchyard/platform';
import {
  type CountTokensCall,
  classifyFailure,
  decodeCountTokensCall,
  type EndpointType,
  estimateCount,
  patchForCount,
  readBody,
  stringifyBody,
  toBrokenAnswer,
  tryParseJson,
  UpstreamClient,
  type UpstreamResponse,
} from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import { ClientConnection } from './client-connection.js';
import { OpenRequests } from './open-requests.js';
import { configInForce, resolveModel } from './resolve-model.js';
import { RoutePlanner } from './route-planner.js';
import { UpstreamAttempt } from './upstream-attempt.js';
import { endpointTypeOf } from './upstream-route.js';

const MAX_ANSWER_BYTES = 256 * 1024;
const FIRST_ERROR_STATUS = 300;

/** `POST /v1/messages/count_tokens`: counted by the endpoint where it can count, else an estimate that says so. */
@Injectable()
export class TokenCount {
  constructor(
    private readonly source: ConfigSource,
    private readonly planner: RoutePlanner,
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    private readonly attempt: UpstreamAttempt,
    private readonly openRequests: OpenRequests,
  ) {}

  /** @throws {GatewayError} */
  async handle(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const call = decodeCountTokensCall(request.body as Buffer | undefined);
    const view = configInForce(this.source);
    const candidate = this.planner.firstCandidate(view, resolveModel(view, call.model));
    const type = endpointTypeOf(candidate);
    const url = type.countTokensUrl?.(candidate.endpoint.url);
    const counted = url ? await this.askEndpoint(url, type, candidate, call, request, reply) : null;
    if (counted) return reply.send(counted);
    return reply
      .header('x-switchyard-notes', 'input_tokens is an estimate')
      .send({ input_tokens: estimateCount(call) });
  }

  /** @returns null where the endpoint has no such route */
  private async askEndpoint(
    url: string,
    type: EndpointType,
    candidate: Candidate,
    call: CountTokensCall,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<object | null> {
    const { endpoint, model } = candidate;
    const { connectMs, firstEventMs } = this.attempt.timeoutsFor(candidate);
    const connection = new ClientConnection(reply.raw, [], firstEventMs, this.openRequests);
    try {
      const response = await this.client.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'accept-encoding': 'identity',
          'user-agent': 'switchyard',
          'x-request-id': request.id,
          ...type.headers(this.credentials.keyOf(endpoint.id), request.headers),
          ...model.customHeaders,
        },
        body: stringifyBody(patchForCount(call.body, model)),
        signal: connection.signal,
        connectTimeoutMs: connectMs,
      });
      const bytes = await readWhole(response, endpoint.name, connection.signal);
      if (isNoRoute(response.status)) return null;
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

/** Many servers of this dialect have no such route. */
const isNoRoute = (status: number): boolean => status === 404 || status === 405;

async function readWhole(
  response: UpstreamResponse,
  endpointName: string,
  signal: AbortSignal,
): Promise<Buffer> {
  try {
    return await readBody(response.body, MAX_ANSWER_BYTES);
  } catch (error) {
    throw toBrokenAnswer(endpointName, error, signal);
  }
}

function countIn(endpointName: string, bytes: Buffer): object {
  const answer = tryParseJson(bytes.toString('utf8'));
  if (typeof (answer as { input_tokens?: unknown } | null)?.input_tokens === 'number')
    return answer as object;
  throw new GatewayError('upstream_malformed', `Endpoint "${endpointName}" answered without a count.`);
}

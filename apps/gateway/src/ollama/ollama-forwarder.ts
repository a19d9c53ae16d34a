import { PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { toGatewayError } from '@switchyard/domain';
import { DrainState } from '@switchyard/platform';
import {
  classifyFailure,
  ollamaChatDialect,
  readBody,
  toBrokenAnswer,
  UpstreamClient,
  type UpstreamRequest,
  type UpstreamResponse,
} from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import { ClientConnection } from '../inference/client-connection.js';
import { type OllamaTarget, ollamaUrl } from './ollama-target.js';

/** What goes to which of an Ollama's routes. `path` is as in `blobs/sha256:…`. */
export type Forwarded = {
  readonly method: UpstreamRequest['method'];
  readonly path: string;
  readonly body: Buffer | Readable | undefined;
};

/**
 * The longest that a timer takes, 24 days: a model of some hundred gigabytes takes as long as it takes, and its client
 * decides how long it waits.
 */
const NO_LIMIT_MS = 2 ** 31 - 1;
const MAX_ERROR_BYTES = 256 * 1024;

/** All others are between the two of a connection (RFC 9110, 7.6.1), or the endpoint's own affair. */
const answerHeaders = ['content-type', 'content-length', 'retry-after'];
const requestHeaders = ['content-type', 'content-length', 'accept'];

/** Passes a request on to an Ollama and its answer back: bytes in both directions, at the speed of the slower side. */
@Injectable()
export class OllamaForwarder {
  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    private readonly drain: DrainState,
  ) {}

  /** @throws {GatewayError} of the `upstream_…` family, as long as the client has seen nothing */
  async forward(
    target: OllamaTarget,
    forwarded: Forwarded,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const { method, path } = forwarded;
    request.log.info({ endpoint: target.endpoint.name, method, path }, 'passed on to an Ollama');
    const connection = new ClientConnection(reply, NO_LIMIT_MS, this.drain);
    try {
      const response = await this.send(target, forwarded, request, connection.signal);
      await this.throwIfOurs(response, target, connection.signal);
      reply.hijack();
      reply.raw.writeHead(response.status, { ...plainHeadersOf(reply), ...answerHeadersOf(response) });
      await this.passOn(response, target, request, reply, connection);
      return reply;
    } finally {
      connection.release();
    }
  }

  private send(
    target: OllamaTarget,
    { method, path, body }: Forwarded,
    request: FastifyRequest,
    signal: AbortSignal,
  ): Promise<UpstreamResponse> {
    return this.client.send({
      method,
      url: ollamaUrl(target, path),
      headers: {
        ...pick(request.headers, Buffer.isBuffer(body) ? ['accept'] : requestHeaders),
        ...(Buffer.isBuffer(body) && { 'content-type': 'application/json' }),
        'accept-encoding': 'identity',
        'user-agent': 'switchyard',
        'x-request-id': request.id,
        ...target.type.headers(this.credentials.keyOf(target.endpoint.id)),
        ...target.customHeaders,
      },
      ...(body !== undefined && { body: Buffer.isBuffer(body) ? body : detached(body) }),
      signal,
    });
  }

  /** What the endpoint says of the gateway's own credential or address for it is no answer to the client. */
  private async throwIfOurs(
    { status, headers, body }: UpstreamResponse,
    target: OllamaTarget,
    signal: AbortSignal,
  ): Promise<void> {
    const endpoint = this.credentials.answering({ endpoint: target.endpoint, model: target });
    const isRedirect = status >= 300 && status < 400;
    const isAboutKey = (status === 401 || status === 403) && endpoint.secrets.length > 0;
    if (!isRedirect && !isAboutKey) return;
    const bytes = await readBody(body, MAX_ERROR_BYTES).catch((error: unknown) => {
      throw toBrokenAnswer(endpoint.name, error, signal);
    });
    throw classifyFailure(endpoint, status, headers, bytes);
  }

  private async passOn(
    { body, headers }: UpstreamResponse,
    { endpoint }: OllamaTarget,
    request: FastifyRequest,
    { raw }: FastifyReply,
    connection: ClientConnection,
  ): Promise<void> {
    try {
      for await (const bytes of body as AsyncIterable<Buffer>) await connection.write(bytes);
      connection.end();
    } catch (thrown) {
      const error = toGatewayError(toBrokenAnswer(endpoint.name, thrown, connection.signal));
      request.log.warn({ code: error.code, reason: error.message }, 'passing on broken off');
      // Only among lines can an error still be told; any other answer is cut, so that nobody takes it for whole.
      if (isLines(headers)) connection.end(ollamaChatDialect.encodeStreamError(error, request.id));
      else raw.destroy();
    } finally {
      body.destroy();
    }
  }
}

/**
 * A request's body without its fate: an endpoint may answer before it has taken the whole body, and ending that body
 * would end the connection on which the client waits for the answer.
 */
function detached(body: Readable): Readable {
  // A client that goes is told by the signal; the error would be told to nobody.
  return body.pipe(new PassThrough().on('error', () => undefined));
}

const plainHeadersOf = (reply: FastifyReply) => reply.getHeaders() as Record<string, string>;

/** Bytes that had to be unpacked on the way have another length. nginx would collect the lines of a progress. */
function answerHeadersOf({ headers }: UpstreamResponse): Record<string, string> {
  const names = headers['content-encoding']
    ? answerHeaders.filter((name) => name !== 'content-length')
    : answerHeaders;
  return { ...pick(headers, names), ...(isLines(headers) && { 'x-accel-buffering': 'no' }) };
}

const pick = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
  names: readonly string[],
): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])]])),
  );

const isLines = (headers: UpstreamResponse['headers']): boolean =>
  String(headers['content-type'] ?? '').includes(ollamaChatDialect.streamContentType);

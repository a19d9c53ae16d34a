import { PassThrough, type Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { toGatewayError } from '@switchyard/domain';
import {
  type AnsweringEndpoint,
  classifyFailure,
  type FrameSplitter,
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
import { OpenRequests } from '../inference/open-requests.js';
import { lineWithoutSecrets, refusalWords } from './endpoint-words.js';
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
const FIRST_ERROR_STATUS = 300;

/** All others are between the two of a connection (RFC 9110, 7.6.1), or the endpoint's own affair. */
const answerHeaders = ['content-type', 'content-length', 'retry-after'];
const requestHeaders = ['content-type', 'content-length', 'accept'];

/** Passes a request on to an Ollama and its answer back: bytes in both directions, at the speed of the slower side. */
@Injectable()
export class OllamaForwarder {
  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
    private readonly openRequests: OpenRequests,
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
    const connection = new ClientConnection(reply.raw, [], NO_LIMIT_MS, this.openRequests);
    try {
      const response = await this.send(target, forwarded, request, connection.signal);
      const endpoint = this.credentials.answering({ endpoint: target.endpoint, model: target });
      if (response.status >= FIRST_ERROR_STATUS)
        return await refuse(response, endpoint, reply, connection.signal);
      reply.hijack();
      reply.raw.writeHead(response.status, { ...plainHeadersOf(reply), ...answerHeadersOf(response) });
      await this.passOn(response, target, endpoint, request, reply, connection);
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

  private async passOn(
    { body, headers }: UpstreamResponse,
    { type }: OllamaTarget,
    endpoint: AnsweringEndpoint,
    request: FastifyRequest,
    { raw }: FastifyReply,
    connection: ClientConnection,
  ): Promise<void> {
    try {
      const pieces = isLines(headers) ? safeLines(endpoint, type.dialect.newSplitter(), body) : body;
      for await (const bytes of pieces as AsyncIterable<Buffer>) await connection.write(bytes);
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
 * Tells the client why its request was refused, with the endpoint's own status and words. What the endpoint says of the
 * gateway's own credential or address for it is no answer to the client.
 * @throws {GatewayError} of the `upstream_…` family
 */
async function refuse(
  { status, headers, body }: UpstreamResponse,
  endpoint: AnsweringEndpoint,
  reply: FastifyReply,
  signal: AbortSignal,
): Promise<FastifyReply> {
  const bytes = await readBody(body, MAX_ERROR_BYTES).catch((error: unknown) => {
    throw toBrokenAnswer(endpoint.name, error, signal);
  });
  const isRedirect = status < 400;
  const isAboutKey = (status === 401 || status === 403) && endpoint.secrets.length > 0;
  if (isRedirect || isAboutKey) throw classifyFailure(endpoint, status, headers, bytes);
  reply.code(status).headers(pick(headers, ['retry-after']));
  return bytes.length === 0 ? reply.send() : reply.send({ error: refusalWords(endpoint, bytes) });
}

/** The lines of a progress as they come, without secrets: an error within it may quote them too. */
async function* safeLines(
  endpoint: AnsweringEndpoint,
  splitter: FrameSplitter,
  body: Readable,
): AsyncGenerator<Buffer> {
  for await (const chunk of body as AsyncIterable<Buffer>) {
    const lines = splitter.push(chunk).map((line) => lineWithoutSecrets(endpoint, line));
    if (lines.length > 0) yield Buffer.concat(lines);
  }
  const rest = splitter.end();
  if (rest !== null) yield lineWithoutSecrets(endpoint, rest);
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

/** Bytes that are unpacked or changed on the way have another length. nginx would collect the lines of a progress. */
function answerHeadersOf({ headers }: UpstreamResponse): Record<string, string> {
  const names =
    headers['content-encoding'] || isLines(headers)
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

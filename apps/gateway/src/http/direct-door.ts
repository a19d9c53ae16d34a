import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AccessLog, type DrainState, RequestLogger } from '@switchyard/platform';
import type { ClientDialect } from '@switchyard/providers';
import type { FastifyServerFactory, FastifyServerOptions } from 'fastify';
import type { Logger } from 'pino';
import type { Arrival } from '../inference/arrival.js';
import { isFromThisMachine } from './refuse-foreign-pages.js';

type Handle = (dialect: ClientDialect, arrival: Arrival) => Promise<void>;

export type DirectDoorOptions = {
  readonly handle: Handle;
  readonly dialectByPath: ReadonlyMap<string, ClientDialect>;
  readonly maxBodyBytes: number;
  /** Whether requests may come from other machines and their pages. */
  readonly isOpen: boolean;
  readonly drain: DrainState;
  readonly logger: Logger;
  readonly accessLog: AccessLog;
};

/**
 * The way of plain inference requests past the framework, whose hooks, request and reply cost each of them more than routing
 * and decoding together (docs/adr/0015). It takes only what needs none of the framework's care. Everything else, and every
 * refusal, is left to the routes, which lead to the same pipeline.
 */
export class DirectDoor {
  private options: DirectDoorOptions | null = null;

  /** A server that tries this door first. It is closed until it is opened. */
  readonly serverFactory: FastifyServerFactory = (frameworkHandler, options): Server => {
    const server = createServer((request, response) => {
      if (!this.takes(request, response)) frameworkHandler(request, response);
    });
    const { keepAliveTimeout, requestTimeout } = options as FastifyServerOptions;
    if (keepAliveTimeout !== undefined) server.keepAliveTimeout = keepAliveTimeout;
    if (requestTimeout !== undefined) server.requestTimeout = requestTimeout;
    return server;
  };

  open(options: DirectDoorOptions): void {
    this.options = options;
  }

  private takes(request: IncomingMessage, response: ServerResponse): boolean {
    const { options } = this;
    if (options === null || request.method !== 'POST') return false;
    const path = request.url ?? '';
    const dialect = options.dialectByPath.get(path);
    if (!dialect || options.drain.isDraining || !isPlain(request.headers, options)) return false;
    const id = randomUUID();
    const startedAtMs = performance.now();
    const { method, headers } = request;
    const address = request.socket.remoteAddress ?? null;
    response.on('close', () => {
      const { statusCode: status } = response;
      options.accessLog.add({
        id,
        method,
        url: path,
        status,
        durationMs: performance.now() - startedAtMs,
        address,
      });
    });
    const log = new RequestLogger(options.logger, { requestId: id });
    readBody(request, (body) => {
      const arrival = { id, route: path, headers, address, body, response, log };
      options.handle(dialect, arrival).catch((error: unknown) => {
        log.error({ err: error }, 'a request was not answered');
        response.destroy();
      });
    });
    return true;
  }
}

/** A body of known and allowed length, from where requests may come. */
function isPlain(headers: IncomingHttpHeaders, { maxBodyBytes, isOpen }: DirectDoorOptions): boolean {
  const length = Number(headers['content-length']);
  if (!(length > 0 && length <= maxBodyBytes)) return false;
  if (headers['transfer-encoding'] !== undefined || headers.expect !== undefined) return false;
  return isOpen || isFromThisMachine(headers);
}

/** Of a client that leaves before its body is there nothing is kept, and nobody is left to be answered. */
function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [only] = chunks;
    done(chunks.length === 1 && only ? only : Buffer.concat(chunks));
  });
}

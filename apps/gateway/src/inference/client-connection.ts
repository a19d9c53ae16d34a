import { once } from 'node:events';
import { GatewayError } from '@switchyard/domain';
import type { DrainState } from '@switchyard/platform';
import type { FastifyReply } from 'fastify';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * The client's side of one request: tells when it has gone, waited too long or must be let go, and takes a stream with backpressure.
 */
export class ClientConnection {
  private readonly controller = new AbortController();
  private readonly arrivedAtMs = performance.now();
  private readonly stopListening: () => void;
  private deadline: NodeJS.Timeout;
  private keepAlive: NodeJS.Timeout | undefined;

  constructor(
    private readonly reply: FastifyReply,
    totalTimeoutMs: number,
    drain: DrainState,
  ) {
    // The response's `close`, not the request's: the request closes as soon as its body was read.
    reply.raw.on('close', () => {
      if (!reply.raw.writableFinished) this.controller.abort(clientClosed());
    });
    this.deadline = this.armDeadline(totalTimeoutMs);
    this.stopListening = drain.onCut(() => this.controller.abort(shuttingDown()));
  }

  /** Aborted with the GatewayError that says why. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Changes how long the request may take, counted from its arrival. */
  limitTo(totalTimeoutMs: number): void {
    clearTimeout(this.deadline);
    this.deadline = this.armDeadline(totalTimeoutMs - (performance.now() - this.arrivedAtMs));
  }

  /**
   * From now on no pause of the stream lasts longer than this: proxies on the way, and some clients, give up a connection
   * on which nothing moves. The first sign of life opens the stream, and with it fixes the status.
   */
  keepStreamAlive(contentType: string, signOfLife: () => Buffer, intervalMs: number): void {
    this.keepAlive = setInterval(() => {
      this.openStream(contentType);
      // A client that is slower than the stream has enough to read.
      if (!this.reply.raw.writableNeedDrain && !this.reply.raw.writableEnded)
        this.reply.raw.write(signOfLife());
    }, intervalMs);
  }

  /** Sends the head of a stream, once. From here on an error can only be told inside the stream. */
  openStream(contentType: string): void {
    if (this.reply.raw.headersSent) return;
    this.reply.hijack();
    this.reply.raw.writeHead(200, {
      ...(this.reply.getHeaders() as Record<string, string>),
      'content-type': contentType,
      'cache-control': 'no-cache',
      // nginx would collect the events otherwise.
      'x-accel-buffering': 'no',
    });
  }

  /** Sends a whole answer. */
  async send(bytes: Buffer): Promise<void> {
    await this.reply.header('content-type', JSON_TYPE).send(bytes);
  }

  /** Waits while the client is slower than the endpoint. @throws the signal's reason when the client goes meanwhile */
  async write(bytes: Buffer): Promise<void> {
    this.signal.throwIfAborted();
    this.keepAlive?.refresh();
    if (this.reply.raw.write(bytes)) return;
    await once(this.reply.raw, 'drain', { signal: this.signal }).catch(() => this.signal.throwIfAborted());
  }

  end(lastBytes?: Buffer): void {
    clearInterval(this.keepAlive);
    this.reply.raw.end(lastBytes);
  }

  release(): void {
    clearTimeout(this.deadline);
    clearInterval(this.keepAlive);
    this.stopListening();
  }

  private armDeadline(delayMs: number): NodeJS.Timeout {
    return setTimeout(() => this.controller.abort(totalTimeout()), Math.max(delayMs, 0));
  }
}

const clientClosed = () => new GatewayError('client_closed_request', 'The client closed the connection.');
const shuttingDown = () =>
  new GatewayError('shutting_down', 'This gateway is stopping and could not wait any longer.');
const totalTimeout = () =>
  new GatewayError('upstream_timeout', 'The request took longer than this gateway allows.');

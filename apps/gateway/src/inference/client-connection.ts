import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { GatewayError } from '@switchyard/domain';
import type { AttemptClock } from './attempt-clock.js';
import type { OpenRequest, OpenRequests } from './open-requests.js';

const OK = 200;
/** Up to here copying is cheaper than a second buffer in the system call. */
const SMALL_BYTES = 4_096;
const JSON_TYPE = 'application/json; charset=utf-8';

type KeepAlive = {
  readonly contentType: string;
  readonly signOfLife: () => Buffer;
  readonly intervalMs: number;
};

/**
 * The client's side of one request: tells when it has gone, waited too long or must be let go, and takes a stream with
 * backpressure.
 */
export class ClientConnection implements OpenRequest {
  place = 0;
  private readonly arrivedAtMs = performance.now();
  private deadlineAtMs: number;
  private lastWrittenAtMs = this.arrivedAtMs;
  private keepAlive: KeepAlive | null = null;
  private clock: AttemptClock | null = null;
  private endReason: GatewayError | null = null;
  /** What goes out at the end of this turn of the event loop. */
  private pending: Buffer[] = [];
  private controller: AbortController | null = null;

  constructor(
    private readonly response: ServerResponse,
    /** Names and values in turn, for whatever head is sent. */
    private readonly headers: string[],
    totalTimeoutMs: number,
    private readonly openRequests: OpenRequests,
  ) {
    // The response's `close`, not the request's: the request closes as soon as its body was read.
    response.on('close', () => {
      if (!response.writableFinished) this.abort(clientClosed());
    });
    this.deadlineAtMs = this.arrivedAtMs + totalTimeoutMs;
    openRequests.add(this);
  }

  /** Aborted with the GatewayError that says why; for those who cannot be told through an attempt's clock. */
  get signal(): AbortSignal {
    this.controller ??= new AbortController();
    if (this.endReason) this.controller.abort(this.endReason);
    return this.controller.signal;
  }

  /** @throws {GatewayError} that says why the request must end, once it must */
  throwIfAborted(): void {
    if (this.endReason) throw this.endReason;
  }

  /** Changes how long the request may take, counted from its arrival. */
  limitTo(totalTimeoutMs: number): void {
    this.deadlineAtMs = this.arrivedAtMs + totalTimeoutMs;
  }

  /** From now on this attempt ends when the request must end; null when there is none any more. */
  follow(clock: AttemptClock | null): void {
    this.clock = clock;
    if (this.endReason) clock?.end(this.endReason);
  }

  look(nowMs: number): void {
    if (nowMs >= this.deadlineAtMs) this.abort(totalTimeout());
    this.clock?.look(nowMs);
    if (this.keepAlive && nowMs - this.lastWrittenAtMs >= this.keepAlive.intervalMs)
      this.showLife(this.keepAlive, nowMs);
  }

  cut(): void {
    this.abort(shuttingDown());
  }

  /**
   * From now on no pause of the stream lasts longer than this: proxies on the way, and some clients, give up a connection
   * on which nothing moves. The first sign of life opens the stream, and with it fixes the status.
   */
  keepStreamAlive(contentType: string, signOfLife: () => Buffer, intervalMs: number): void {
    this.keepAlive = { contentType, signOfLife, intervalMs };
  }

  get hasBegun(): boolean {
    return this.response.headersSent;
  }

  /** Adds to the head, as long as it was not sent. */
  addHeader(name: string, value: string): void {
    this.headers.push(name, value);
  }

  /** Sends the head of a stream, once. From here on an error can only be told inside the stream. */
  openStream(contentType: string): void {
    if (this.response.headersSent) return;
    this.headers.push('content-type', contentType, 'cache-control', 'no-cache');
    // nginx would collect the events otherwise.
    this.headers.push('x-accel-buffering', 'no');
    this.response.writeHead(OK, this.headers);
  }

  /** Sends a whole answer. */
  send(bytes: Buffer, status = OK): void {
    this.headers.push('content-type', JSON_TYPE, 'content-length', String(bytes.length));
    this.response.writeHead(status, this.headers);
    // Head and body of a text go out as one piece; Latin-1 stands for any bytes.
    if (bytes.length <= SMALL_BYTES) this.response.end(bytes.toString('latin1'), 'latin1');
    else this.response.end(bytes);
  }

  /** @returns false when the client is slower than what it is sent: `onDrain` tells when it has caught up */
  push(bytes: Buffer): boolean {
    // Events that came in one packet go out in one piece: each piece costs four writes to the socket.
    if (this.pending.push(bytes) === 1) process.nextTick(this.flush);
    return !this.response.writableNeedDrain;
  }

  onDrain(listener: () => void): void {
    this.response.on('drain', listener);
  }

  /** Waits while the client is slower than the endpoint. @throws {GatewayError} when the client goes meanwhile */
  async write(bytes: Buffer): Promise<void> {
    this.throwIfAborted();
    if (this.push(bytes)) return;
    await once(this.response, 'drain', { signal: this.signal }).catch(() => this.throwIfAborted());
  }

  end(lastBytes?: Buffer): void {
    this.keepAlive = null;
    if (lastBytes && lastBytes.length > 0) this.pending.push(lastBytes);
    const rest = this.takePending();
    if (rest === null) this.response.end();
    else this.response.end(rest);
  }

  release(): void {
    this.clock = null;
    this.keepAlive = null;
    this.openRequests.delete(this);
  }

  private readonly flush = (): void => {
    const bytes = this.takePending();
    if (bytes === null) return;
    this.lastWrittenAtMs = performance.now();
    this.response.write(bytes);
  };

  private takePending(): Buffer | null {
    const { pending } = this;
    if (pending.length === 0) return null;
    this.pending = [];
    const [only] = pending;
    return pending.length === 1 && only ? only : Buffer.concat(pending);
  }

  private abort(reason: GatewayError): void {
    if (this.endReason) return;
    this.endReason = reason;
    this.controller?.abort(reason);
    this.clock?.end(reason);
  }

  private showLife({ contentType, signOfLife }: KeepAlive, nowMs: number): void {
    this.lastWrittenAtMs = nowMs;
    this.openStream(contentType);
    // A client that is slower than the stream has enough to read.
    if (!this.response.writableNeedDrain && !this.response.writableEnded) this.response.write(signOfLife());
  }
}

const clientClosed = () => new GatewayError('client_closed_request', 'The client closed the connection.');
const shuttingDown = () =>
  new GatewayError('shutting_down', 'This gateway is stopping and could not wait any longer.');
const totalTimeout = () =>
  new GatewayError('upstream_timeout', 'The request took longer than this gateway allows.');

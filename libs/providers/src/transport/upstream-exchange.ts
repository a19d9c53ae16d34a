import type { Dispatcher } from 'undici';
import type { BodySink } from './body-sink.js';
import { CollectingSink } from './collecting-sink.js';
import { unpackInto } from './unpack.js';

export type UpstreamHead = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
};

type Controller = Dispatcher.DispatchController;

const FIRST_FINAL_STATUS = 200;
/** How long an endpoint may keep its connection busy after its end marker before the connection is given up. */
const LAST_WORDS_MS = 1_000;

/**
 * One request to an endpoint and its answer, without a stream or a promise for each piece: undici calls this object, and
 * it calls a sink. What comes before there is a sink is kept.
 */
export class UpstreamExchange implements Dispatcher.DispatchHandler {
  /** Rejects with what undici throws, or with the reason of an abort. */
  readonly head: Promise<UpstreamHead>;
  private resolveHead!: (head: UpstreamHead) => void;
  private rejectHead!: (error: unknown) => void;
  private contentEncoding: string | string[] | undefined;
  private controller: Controller | null = null;
  private sink: BodySink | null = null;
  private readonly early: Buffer[] = [];
  private hasEnded = false;
  private failure: { readonly error: unknown } | null = null;
  private isEndTold = false;
  private lastWords: NodeJS.Timeout | undefined;

  constructor() {
    this.head = new Promise((resolve, reject) => {
      this.resolveHead = resolve;
      this.rejectHead = reject;
    });
  }

  /** Gives the body to the sink, unpacked where the endpoint packed it. To be called once, after the head has come. */
  pipe(sink: BodySink): void {
    this.sink = unpackInto(sink, this.contentEncoding, this);
    for (const chunk of this.early.splice(0)) this.deliver(chunk);
    if (this.hasEnded || this.failure) this.tellEnd();
  }

  /** The whole body. @throws {GatewayError} `upstream_malformed` when it is larger than allowed; else as the head does */
  collect(maxBytes: number): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      this.pipe(new CollectingSink(maxBytes, this, resolve, reject));
    });
  }

  /** Asks for no more until `resume`; what is on its way already still comes. */
  pause(): void {
    this.controller?.pause();
  }

  resume(): void {
    this.sink?.resume?.();
    this.controller?.resume();
  }

  /** Ends the request in whatever phase it is; without effect once it is over. */
  abort(reason: unknown): void {
    if (this.hasEnded || this.failure) return;
    // While it waits for a connection undici has nothing to abort yet: it is told when it begins.
    if (this.controller === null) this.fail(reason);
    else this.controller.abort(reason as Error);
  }

  /**
   * Nothing more of the answer is wanted. An endpoint that ends it by itself, as nearly all do at once, can be asked again on
   * the same connection.
   */
  finish(): void {
    if (this.hasEnded || this.failure) return;
    this.sink = DISCARD;
    this.controller?.resume();
    this.lastWords = setTimeout(() => this.abort(new Error('the answer is over')), LAST_WORDS_MS).unref();
  }

  onRequestStart(controller: Controller): void {
    this.controller = controller;
    if (this.failure) controller.abort(this.failure.error as Error);
  }

  onResponseStart(_controller: Controller, status: number, headers: UpstreamHead['headers']): void {
    if (status < FIRST_FINAL_STATUS) return;
    this.contentEncoding = headers['content-encoding'];
    this.resolveHead({ status, headers });
  }

  onResponseData(_controller: Controller, chunk: Buffer): void {
    if (this.sink === null) this.early.push(chunk);
    else this.deliver(chunk);
  }

  onResponseEnd(): void {
    this.hasEnded = true;
    clearTimeout(this.lastWords);
    this.tellEnd();
  }

  onResponseError(_controller: Controller, error: Error): void {
    this.fail(error);
  }

  private deliver(chunk: Buffer): void {
    if (this.sink?.data(chunk) === false) this.controller?.pause();
  }

  private fail(error: unknown): void {
    if (this.failure) return;
    this.failure = { error };
    clearTimeout(this.lastWords);
    this.rejectHead(error);
    this.tellEnd();
  }

  private tellEnd(): void {
    if (this.sink === null || this.isEndTold) return;
    this.isEndTold = true;
    if (this.failure) this.sink.fail(this.failure.error);
    else this.sink.end();
  }
}

const DISCARD: BodySink = { data: () => true, end: () => undefined, fail: () => undefined };

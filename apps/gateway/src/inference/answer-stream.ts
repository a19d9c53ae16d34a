import { GatewayError, type UsageReport } from '@switchyard/domain';
import {
  type AnsweringEndpoint,
  type BodySink,
  classifyStreamError,
  type FrameSplitter,
  type StreamTranslator,
  type TranslatedFrame,
  toBrokenAnswer,
  type UpstreamExchange,
} from '@switchyard/providers';
import type { AttemptClock } from './attempt-clock.js';

const MAX_HELD_EVENTS = 64;
const MAX_HELD_BYTES = 256 * 1024;

/** Where a stream's bytes go. */
export type StreamOutlet = {
  /**
   * @param isEnd whether nothing but the end follows
   * @returns false to be given no more until `drained`
   */
  write(piece: Buffer, isEnd: boolean): boolean;
};

/**
 * One upstream stream on its way to the client. Until the first content it can still fail as if nothing had
 * happened; after it, it ends either with its own end marker or with an error, never with silence.
 *
 * Each chunk goes from the endpoint's socket to the client's within one call, with no promise on its way.
 */
export class AnswerStream implements BodySink {
  /**
   * Resolves with the first content; the events before it are held, but not the comments that only fill the time.
   * Rejects with a GatewayError when the stream fails or ends first: the client has seen nothing yet.
   */
  readonly begun: Promise<void>;
  private readonly whenBegun: Settle;
  private whenEnded: Settle | null = null;
  private outlet: StreamOutlet | null = null;
  private held: Buffer[] = [];
  private heldEvents = 0;
  private heldBytes = 0;
  private hasBegun = false;
  /** Once nothing more of the endpoint counts: null for a whole answer, else what went wrong. */
  private ending: { readonly error: unknown } | null = null;

  constructor(
    private readonly endpoint: AnsweringEndpoint,
    private readonly exchange: UpstreamExchange,
    private readonly splitter: FrameSplitter,
    private readonly translator: StreamTranslator,
    private readonly clock: AttemptClock,
  ) {
    const { promise, settle } = newPromise();
    this.begun = promise;
    this.whenBegun = settle;
  }

  get report(): UsageReport {
    return this.translator;
  }

  /** Gives the client what was held, and from now on all that comes. @throws {GatewayError} when the stream breaks */
  relayTo(outlet: StreamOutlet): Promise<void> {
    const { promise, settle } = newPromise();
    this.whenEnded = settle;
    this.outlet = outlet;
    const held = this.held;
    this.held = [];
    if (!this.writeOut(held)) {
      this.clock.pause();
      this.exchange.pause();
    }
    if (this.ending) this.tellEnd();
    return promise;
  }

  /** The client has caught up. */
  drained(): void {
    this.clock.heard();
    this.exchange.resume();
  }

  /** Ends the upstream request if it is still open. */
  close(): void {
    if (this.translator.isDone) this.exchange.finish();
    else this.exchange.abort(new Error('the stream is given up'));
  }

  data(chunk: Buffer): boolean {
    if (this.ending) return true;
    this.clock.heard();
    const hasRoom = this.take(() => this.splitter.push(chunk));
    if (!hasRoom) this.clock.pause();
    return hasRoom;
  }

  end(): void {
    if (this.ending) return;
    const rest = this.splitter.end();
    if (rest !== null) this.take(() => [rest]);
    if (!this.ending) this.conclude(null);
  }

  fail(error: unknown): void {
    if (!this.ending) this.conclude(toBrokenAnswer(this.endpoint.name, error));
  }

  /** Frames on their way. What made one unreadable is told only after what came before it. */
  private take(split: () => Buffer[]): boolean {
    const frames: TranslatedFrame[] = [];
    let failure: unknown = null;
    try {
      for (const frame of split()) {
        if (this.translator.isDone) break;
        frames.push(this.translator.translate(frame));
      }
    } catch (error) {
      failure = error;
    }
    failure ??= this.translator.error && classifyStreamError(this.endpoint, this.translator.error);
    const hasRoom = this.passOn(frames, failure !== null);
    // Nothing comes after the end marker, however long the endpoint keeps the connection open.
    if (failure !== null || this.translator.isDone) this.conclude(failure);
    return hasRoom;
  }

  private passOn(frames: readonly TranslatedFrame[], hasFailed: boolean): boolean {
    if (this.outlet) return this.writeOut(bytesOf(frames));
    // Before the first content a failure is as if nothing had come.
    if (hasFailed && !this.hasBegun) return true;
    this.hold(frames);
    return true;
  }

  private hold(frames: readonly TranslatedFrame[]): void {
    const kept = frames.filter(({ kind }) => kind !== 'comment');
    const pieces = bytesOf(kept);
    this.held.push(...pieces);
    this.heldEvents += kept.length;
    for (const { length } of pieces) this.heldBytes += length;
    const isFull = this.heldEvents >= MAX_HELD_EVENTS || this.heldBytes >= MAX_HELD_BYTES;
    if (isFull || kept.some(({ kind }) => kind === 'content')) this.begin();
  }

  private begin(): void {
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.clock.begun();
    this.whenBegun.resolve();
  }

  private writeOut(pieces: readonly Buffer[]): boolean {
    const isEnd = this.translator.isDone && this.translator.isComplete;
    const [only] = pieces;
    if (only === undefined) return true;
    return this.outlet?.write(pieces.length === 1 ? only : Buffer.concat(pieces), isEnd) ?? true;
  }

  /** @param failure null at the end of the endpoint's stream, which may yet not be whole */
  private conclude(failure: unknown): void {
    this.ending = { error: failure ?? (this.translator.isComplete ? null : this.incomplete()) };
    if (!this.hasBegun && this.ending.error !== null) {
      this.whenBegun.reject(this.ending.error);
      return;
    }
    this.begin();
    if (this.outlet) this.tellEnd();
  }

  private tellEnd(): void {
    const error = this.ending?.error ?? null;
    if (error !== null) {
      this.whenEnded?.reject(error);
      return;
    }
    const rest = this.translator.end();
    if (rest.length > 0) this.outlet?.write(rest, true);
    this.whenEnded?.resolve();
  }

  private incomplete(): GatewayError {
    const message = `Endpoint "${this.endpoint.name}" ended its answer before it was complete.`;
    return new GatewayError('upstream_incomplete', message);
  }
}

type Settle = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

function newPromise(): { promise: Promise<void>; settle: Settle } {
  let settle: Settle | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, settle: settle as Settle };
}

const bytesOf = (frames: readonly TranslatedFrame[]): Buffer[] =>
  frames.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));

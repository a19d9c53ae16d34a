import type { Readable } from 'node:stream';
import { GatewayError, type UsageReport } from '@switchyard/domain';
import {
  type AnsweringEndpoint,
  classifyStreamError,
  type FrameSplitter,
  type StreamTranslator,
  type TranslatedFrame,
  toBrokenAnswer,
} from '@switchyard/providers';
import type { AttemptClock } from './attempt-clock.js';

const MAX_HELD_EVENTS = 64;
const MAX_HELD_BYTES = 256 * 1024;

/**
 * One upstream stream on its way to the client. Until the first content it can still fail as if nothing had
 * happened; after it, it ends either with its own end marker or with an error, never with silence.
 */
export class AnswerStream {
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly held: Buffer[] = [];
  private hasEnded = false;
  /** What made the stream unreadable; told only after what came before it. */
  private failure: unknown = null;

  constructor(
    private readonly endpoint: AnsweringEndpoint,
    private readonly body: Readable,
    private readonly splitter: FrameSplitter,
    private readonly translator: StreamTranslator,
    private readonly clock: AttemptClock,
  ) {
    this.chunks = body[Symbol.asyncIterator]();
  }

  get report(): UsageReport {
    return this.translator;
  }

  /** Whether the next piece is, or the last one was, the end of the answer. */
  get isAtEnd(): boolean {
    return this.hasEnded || (this.translator.isDone && this.translator.isComplete);
  }

  /**
   * Reads up to the first content and keeps the events before it, but not the comments that only fill the time.
   * @throws {GatewayError} when the stream fails or ends first: the client has seen nothing yet
   */
  async untilContent(): Promise<void> {
    try {
      await this.holdUntilContent();
      this.clock.begun();
    } catch (error) {
      // An endpoint that told its error may still keep the connection, and its work, going.
      this.close();
      throw error;
    }
  }

  private async holdUntilContent(): Promise<void> {
    let events = 0;
    let bytes = 0;
    while (events < MAX_HELD_EVENTS && bytes < MAX_HELD_BYTES) {
      const frames = await this.nextFrames();
      this.throwFailure();
      if (frames === null) return;
      const kept = frames.filter(({ kind }) => kind !== 'comment');
      const piece = bytesOf(kept);
      this.held.push(piece);
      events += kept.length;
      bytes += piece.length;
      if (kept.some(({ kind }) => kind === 'content')) return;
    }
  }

  /** The bytes for the client, in pieces as they came. @throws {GatewayError} when the stream breaks */
  async *pieces(): AsyncGenerator<Buffer> {
    yield Buffer.concat(this.held);
    for (let frames = await this.nextFrames(); frames !== null; frames = await this.nextFrames()) {
      const piece = bytesOf(frames);
      if (piece.length > 0) yield piece;
    }
    this.hasEnded = true;
    const rest = this.translator.end();
    if (rest.length > 0) yield rest;
  }

  /** Ends the upstream request if it is still open. */
  close(): void {
    this.clock.stop();
    this.body.destroy();
  }

  /** The frames of the next chunk, or null at the end of a stream that is whole. */
  private async nextFrames(): Promise<TranslatedFrame[] | null> {
    // An error is told only now, so that what came before it in the same chunk is not lost.
    this.throwFailure();
    // Nothing comes after the end marker, however long the endpoint keeps the connection open.
    if (this.translator.isDone) return this.endOfStream();
    const chunk = await this.nextChunk();
    if (chunk !== null) return this.translate(this.splitter.push(chunk));
    const rest = this.splitter.end();
    return rest === null ? this.endOfStream() : this.translate([rest]);
  }

  private translate(frames: Buffer[]): TranslatedFrame[] {
    const translated: TranslatedFrame[] = [];
    try {
      for (const frame of frames) {
        if (this.translator.isDone) break;
        translated.push(this.translator.translate(frame));
      }
    } catch (error) {
      this.failure = error;
    }
    return translated;
  }

  /** @throws {GatewayError} when the stream is not whole */
  private endOfStream(): null {
    if (this.translator.isComplete) return null;
    const message = `Endpoint "${this.endpoint.name}" ended its answer before it was complete.`;
    throw new GatewayError('upstream_incomplete', message);
  }

  private throwFailure(): void {
    if (this.failure) throw this.failure;
    if (this.translator.error) throw classifyStreamError(this.endpoint, this.translator.error);
  }

  private async nextChunk(): Promise<Buffer | null> {
    try {
      const { value, done } = await this.clock.wait(this.chunks.next());
      return done ? null : value;
    } catch (error) {
      throw toBrokenAnswer(this.endpoint.name, error, this.clock.signal);
    }
  }
}

const bytesOf = (frames: readonly TranslatedFrame[]): Buffer =>
  Buffer.concat(frames.flatMap(({ bytes }) => (bytes === null ? [] : [bytes])));

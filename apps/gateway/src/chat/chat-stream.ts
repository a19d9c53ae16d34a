import type { Readable } from 'node:stream';
import { GatewayError, type TokenUsage } from '@switchyard/domain';
import {
  classifyStreamError,
  SseSplitter,
  type StreamTranslator,
  toUpstreamError,
} from '@switchyard/providers';

const MAX_HELD_FRAMES = 64;
const MAX_HELD_BYTES = 256 * 1024;

/**
 * One upstream stream on its way to the client. Until the first content it can still fail as if nothing had
 * happened; after it, it ends either with its own end marker or with an error, never with silence.
 */
export class ChatStream {
  private readonly splitter = new SseSplitter();
  private readonly chunks: AsyncIterator<Buffer>;
  private readonly held: Buffer[] = [];
  private heldBytes = 0;
  private hasEnded = false;

  constructor(
    private readonly endpointName: string,
    private readonly body: Readable,
    private readonly translator: StreamTranslator,
    private readonly signal: AbortSignal,
  ) {
    this.chunks = body[Symbol.asyncIterator]();
  }

  get usage(): TokenUsage | null {
    return this.translator.usage;
  }

  /** Whether the next piece is, or the last one was, the end of the answer. */
  get isAtEnd(): boolean {
    return this.hasEnded || this.translator.isDone;
  }

  /**
   * Reads up to the first content and keeps what came before it.
   * @throws {GatewayError} when the stream fails or ends first: the client has seen nothing yet
   */
  async untilContent(): Promise<void> {
    while (this.held.length < MAX_HELD_FRAMES && this.heldBytes < MAX_HELD_BYTES) {
      const { bytes, hasContent } = await this.nextFrames();
      this.throwUpstreamError();
      if (bytes === null) return;
      this.held.push(bytes);
      this.heldBytes += bytes.length;
      if (hasContent) return;
    }
  }

  /** The bytes for the client, in pieces as they came. @throws {GatewayError} when the stream breaks */
  async *pieces(): AsyncGenerator<Buffer> {
    yield Buffer.concat(this.held);
    for (;;) {
      const { bytes } = await this.nextFrames();
      if (bytes === null) break;
      if (bytes.length > 0) yield bytes;
    }
    this.hasEnded = true;
    const rest = this.translator.end();
    if (rest.length > 0) yield rest;
  }

  /** Ends the upstream request if it is still open. */
  close(): void {
    this.body.destroy();
  }

  /** The frames of the next chunk, or `bytes: null` at the end of a stream that is whole. */
  private async nextFrames(): Promise<{ bytes: Buffer | null; hasContent: boolean }> {
    // An error is told only now, so that what came before it in the same chunk is not lost.
    this.throwUpstreamError();
    const chunk = await this.nextChunk();
    const rest = chunk === null ? this.splitter.end() : null;
    if (chunk === null && rest === null) {
      this.assertComplete();
      return { bytes: null, hasContent: false };
    }
    const frames = chunk === null ? [Buffer.from(`${rest}\n\n`)] : this.splitter.push(chunk);
    const translated = frames.map((frame) => this.translator.translate(frame));
    const visible = translated.flatMap(({ bytes }) => (bytes === null ? [] : [bytes]));
    return { bytes: Buffer.concat(visible), hasContent: translated.some(({ kind }) => kind === 'content') };
  }

  private throwUpstreamError(): void {
    if (this.translator.error) throw classifyStreamError(this.endpointName, this.translator.error);
  }

  private async nextChunk(): Promise<Buffer | null> {
    try {
      const { value, done } = await this.chunks.next();
      return done ? null : value;
    } catch (error) {
      throw toBrokenStream(this.endpointName, toUpstreamError(error, this.signal));
    }
  }

  private assertComplete(): void {
    if (this.translator.isComplete) return;
    throw new GatewayError(
      'upstream_incomplete',
      `Endpoint "${this.endpointName}" ended its answer before it was complete.`,
    );
  }
}

/** A connection that breaks within an answer is no failure to reach the endpoint. */
function toBrokenStream(endpointName: string, error: unknown): unknown {
  if (!(error instanceof GatewayError) || error.code !== 'upstream_unreachable') return error;
  return new GatewayError(
    'upstream_incomplete',
    `The connection to endpoint "${endpointName}" broke within its answer.`,
    {
      cause: error.cause,
    },
  );
}

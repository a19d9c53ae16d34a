import { GatewayError } from '@switchyard/domain';
import type { FrameSplitter } from '../upstream-dialect/frame-splitter.js';

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const MAX_PIECES = 256;
const NOTHING = Buffer.alloc(0);
const BLANK_LINE = Buffer.from('\n\n');

/** Larger than any frame a provider sends (a whole image in one event); smaller than what would hurt the process. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a byte stream into server-sent events, however it was cut on the way. Each frame keeps its own bytes with the
 * blank line that ends it, so that frames can be passed on untouched. Line ends are LF, CR or CRLF
 * (WHATWG HTML, 9.2.5 "Parsing an event stream").
 */
export class SseSplitter implements FrameSplitter {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  /** Of the pending ones, how many came since the last were joined. */
  private loosePieces = 0;
  private lineLength = 0;
  private isAfterCarriageReturn = false;
  /** A blank line ended in CR: the frame is complete, but an LF that follows still belongs to it. */
  private isEndSeen = false;

  /** @throws {GatewayError} `upstream_malformed` for a frame without end */
  push(chunk: Buffer): Buffer[] {
    // Nearly all streams are of LF alone and nearly all chunks of whole frames: these need no look at each byte.
    const isPlain = this.pendingBytes === 0 && chunk.indexOf(CARRIAGE_RETURN) < 0;
    return isPlain ? this.pushPlain(chunk) : this.pushAny(chunk);
  }

  private pushPlain(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(BLANK_LINE); end >= 0; end = chunk.indexOf(BLANK_LINE, start)) {
      frames.push(chunk.subarray(start, end + BLANK_LINE.length));
      start = end + BLANK_LINE.length;
    }
    if (start < chunk.length) {
      this.lineLength = chunk.length - 1 - Math.max(chunk.lastIndexOf(LINE_FEED), start - 1);
      this.keep(start === 0 ? chunk : chunk.subarray(start));
    }
    return frames;
  }

  private pushAny(chunk: Buffer): Buffer[] {
    const frames: Buffer[] = [];
    let start = 0;
    for (let index = 0; index < chunk.length; index++) {
      const byte = chunk[index];
      if (this.isEndSeen) {
        const end = byte === LINE_FEED ? index + 1 : index;
        frames.push(this.take(chunk.subarray(start, end)));
        start = end;
        if (byte === LINE_FEED) continue;
      }
      if (this.endsFrame(byte)) {
        frames.push(this.take(chunk.subarray(start, index + 1)));
        start = index + 1;
      }
    }
    this.keep(chunk.subarray(start));
    return frames;
  }

  /** What is left when the stream ends: a frame whose blank line never came, now with one; or null. */
  end(): Buffer | null {
    return this.pendingBytes === 0 ? null : this.take(this.isEndSeen ? NOTHING : BLANK_LINE);
  }

  /** Follows the lines; true when `byte` completes the blank line that ends a frame. */
  private endsFrame(byte: number | undefined): boolean {
    if (byte === CARRIAGE_RETURN) {
      this.isEndSeen = this.lineLength === 0;
      this.isAfterCarriageReturn = true;
      this.lineLength = 0;
      return false;
    }
    const isSecondHalf = byte === LINE_FEED && this.isAfterCarriageReturn;
    this.isAfterCarriageReturn = false;
    if (isSecondHalf) return false;
    if (byte !== LINE_FEED) {
      this.lineLength++;
      return false;
    }
    const isBlankLine = this.lineLength === 0;
    this.lineLength = 0;
    return isBlankLine;
  }

  private take(tail: Buffer): Buffer {
    const frame = this.pendingBytes === 0 ? tail : Buffer.concat([...this.pending, tail]);
    this.pending = [];
    this.pendingBytes = 0;
    this.loosePieces = 0;
    this.lineLength = 0;
    this.isEndSeen = false;
    this.isAfterCarriageReturn = false;
    return frame;
  }

  private join(): void {
    this.pending.push(Buffer.concat(this.pending.splice(-MAX_PIECES)));
    this.loosePieces = 0;
  }

  private keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.pending.push(rest);
    // A piece costs more than its bytes, and some endpoints send them one by one.
    if (++this.loosePieces === MAX_PIECES) this.join();
    this.pendingBytes += rest.length;
    if (this.pendingBytes > MAX_FRAME_BYTES) {
      throw new GatewayError('upstream_malformed', 'The endpoint sent an event that is too large.');
    }
  }
}

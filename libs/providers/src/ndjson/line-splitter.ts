import { GatewayError } from '@switchyard/domain';
import type { FrameSplitter } from '../upstream-dialect/frame-splitter.js';

const LINE_FEED = 0x0a;
const MAX_PIECES = 256;
const SPACE = 0x20;

/** As for a server-sent event: larger than any line a model sends, smaller than what would hurt the process. */
const MAX_LINE_BYTES = 16 * 1024 * 1024;

/**
 * Cuts a byte stream into lines (newline-delimited JSON). Each line keeps its own bytes with its end, LF or CRLF, so
 * that lines can be passed on untouched. Blank lines are left out: they mean nothing.
 */
export class LineSplitter implements FrameSplitter {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  /** Of the pending ones, how many came since the last were joined. */
  private loosePieces = 0;

  /** @throws {GatewayError} `upstream_malformed` for a line without end */
  push(chunk: Buffer): Buffer[] {
    const lines: Buffer[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      const line = this.take(chunk.subarray(start, end + 1));
      if (!isBlank(line)) lines.push(line);
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
    return lines;
  }

  end(): Buffer | null {
    const line = this.take(Buffer.of(LINE_FEED));
    return isBlank(line) ? null : line;
  }

  private take(tail: Buffer): Buffer {
    const line = this.pendingBytes === 0 ? tail : Buffer.concat([...this.pending, tail]);
    this.pending = [];
    this.pendingBytes = 0;
    this.loosePieces = 0;
    return line;
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
    if (this.pendingBytes > MAX_LINE_BYTES) {
      throw new GatewayError('upstream_malformed', 'The endpoint sent a line that is too large.');
    }
  }
}

/** Spaces, tabs and line ends are all that stands below a space in a text. */
const isBlank = (line: Buffer): boolean => line.every((byte) => byte <= SPACE);

const HEAD_END = Buffer.from('\r\n\r\n');
const LINE_END = Buffer.from('\r\n');
const CRLF_BYTES = 2;

type Step = (piece: Buffer) => Buffer;

/**
 * Reads requests off one connection, as much of HTTP/1.1 as the clients of a benchmark use, and tells the path of each
 * once its body has come to its end. Bodies are counted and dropped.
 */
export class RequestReader {
  private step: Step = (piece) => this.readHead(piece);
  /** What has come of a line or a head that is not complete yet. */
  private begun: Buffer = Buffer.alloc(0);
  private path = '';
  private remainingBytes = 0;

  constructor(private readonly onRequest: (path: string) => void) {}

  read(piece: Buffer): void {
    let rest = piece;
    while (rest.length > 0) rest = this.step(rest);
  }

  private readHead(piece: Buffer): Buffer {
    const found = this.takeUntil(HEAD_END, piece);
    if (found === undefined) return Buffer.alloc(0);
    const head = found.taken.toString('latin1');
    this.path = head.slice(head.indexOf(' ') + 1, head.indexOf(' ', head.indexOf(' ') + 1));
    if (/\r\ntransfer-encoding: *chunked/i.test(head)) this.step = (next) => this.readChunkSize(next);
    else this.expectBody(Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0));
    return found.rest;
  }

  private expectBody(bytes: number): void {
    this.remainingBytes = bytes;
    if (bytes === 0) this.end();
    else this.step = (piece) => this.skip(piece, () => this.end());
  }

  private readChunkSize(piece: Buffer): Buffer {
    const found = this.takeUntil(LINE_END, piece);
    if (found === undefined) return Buffer.alloc(0);
    const bytes = Number.parseInt(found.taken.toString('latin1'), 16);
    if (bytes === 0) this.step = (next) => this.readTrailer(next);
    else {
      this.remainingBytes = bytes + CRLF_BYTES;
      this.step = (next) => this.skip(next, () => this.expectChunk());
    }
    return found.rest;
  }

  private expectChunk(): void {
    this.step = (piece) => this.readChunkSize(piece);
  }

  /** Trailers, of which there may be none, end with an empty line. */
  private readTrailer(piece: Buffer): Buffer {
    const found = this.takeUntil(LINE_END, piece);
    if (found === undefined) return Buffer.alloc(0);
    if (found.taken.length === 0) this.end();
    return found.rest;
  }

  private skip(piece: Buffer, onSkipped: () => void): Buffer {
    const bytes = Math.min(piece.length, this.remainingBytes);
    this.remainingBytes -= bytes;
    if (this.remainingBytes === 0) onSkipped();
    return piece.subarray(bytes);
  }

  private takeUntil(mark: Buffer, piece: Buffer): { taken: Buffer; rest: Buffer } | undefined {
    const all = this.begun.length === 0 ? piece : Buffer.concat([this.begun, piece]);
    const at = all.indexOf(mark);
    this.begun = at < 0 ? all : Buffer.alloc(0);
    return at < 0 ? undefined : { taken: all.subarray(0, at), rest: all.subarray(at + mark.length) };
  }

  private end(): void {
    this.step = (piece) => this.readHead(piece);
    this.onRequest(this.path);
  }
}

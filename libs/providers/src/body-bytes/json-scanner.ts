const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const MINUS = 0x2d;
const DOT = 0x2e;
const LETTER_U = 0x75;

export const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
export const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** Deeper than any request means; what reads it at the endpoint has a limit too. */
const MAX_DEPTH = 1_000;

/** A table with a 1 for each of these bytes. */
function tableOf(isIn: (byte: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => (isIn(byte) ? 1 : 0));
}

const among = (characters: string): Uint8Array =>
  tableOf((byte) => characters.includes(String.fromCharCode(byte)));

/** What stands in a string for itself (RFC 8259, section 7). */
const plain = tableOf((byte) => byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH);
const escapable = among('"\\/bfnrt');
const hexadecimal = among('0123456789abcdefABCDEF');
const digit = among('0123456789');
const space = among(' \t\n\r');

const literals: ReadonlyMap<number, Buffer> = new Map(
  ['true', 'false', 'null'].map((word) => [word.charCodeAt(0), Buffer.from(word)]),
);

/** The bytes are not JSON, or deeper than is read. */
export class JsonScanError extends Error {
  override readonly name = 'JsonScanError';

  constructor(readonly isTooDeep: boolean) {
    super(isTooDeep ? 'nested too deeply' : 'not JSON');
  }
}

/**
 * Walks over JSON without making anything of it, and checks it on the way as strictly as `JSON.parse` (RFC 8259). That the
 * bytes are UTF-8 is for the caller to know. Each method leaves the position behind what it has read.
 *
 * @throws {JsonScanError} from all methods
 */
export class JsonScanner {
  position = 0;
  private depth = 0;

  constructor(readonly bytes: Buffer) {}

  /** The first byte of the value that comes next. */
  peek(): number {
    this.skipSpace();
    return this.bytes[this.position] ?? 0;
  }

  /** Nothing but space may be left. */
  end(): void {
    this.skipSpace();
    if (this.position < this.bytes.length) throw new JsonScanError(false);
  }

  skipValue(): void {
    const byte = this.peek();
    if (byte === QUOTE) this.skipString();
    else if (byte === OPEN_OBJECT) this.eachMember(null);
    else if (byte === OPEN_ARRAY) this.eachElement(null);
    else if (byte === MINUS || digit[byte] === 1) this.skipNumber();
    else this.skipLiteral(byte);
  }

  /**
   * Reads the object at hand.
   * @param visit is given each name and where it begins, and has to read the value; null to skip them all
   */
  eachMember(visit: ((name: string, nameStart: number) => void) | null): void {
    if (this.enters(CLOSE_OBJECT)) return;
    for (;;) {
      if (this.peek() !== QUOTE) throw new JsonScanError(false);
      const start = this.position;
      this.skipString();
      const end = this.position;
      if (this.peek() !== COLON) throw new JsonScanError(false);
      this.position++;
      if (visit === null) this.skipValue();
      else visit(this.nameIn(start, end), start);
      if (this.isLast(CLOSE_OBJECT)) return;
    }
  }

  /**
   * Reads the array at hand.
   * @param visit has to read each element; null to skip them all
   */
  eachElement(visit: (() => void) | null): void {
    if (this.enters(CLOSE_ARRAY)) return;
    for (;;) {
      if (visit === null) this.skipValue();
      else visit();
      if (this.isLast(CLOSE_ARRAY)) return;
    }
  }

  /** Steps into a container: whether it is empty, and so left again. */
  private enters(close: number): boolean {
    this.position++;
    if (++this.depth > MAX_DEPTH) throw new JsonScanError(true);
    if (this.peek() !== close) return false;
    this.leave();
    return true;
  }

  private leave(): void {
    this.position++;
    this.depth--;
  }

  /** After an element: whether its container ends here. */
  private isLast(close: number): boolean {
    const byte = this.peek();
    if (byte === close) {
      this.leave();
      return true;
    }
    if (byte !== COMMA) throw new JsonScanError(false);
    this.position++;
    return false;
  }

  /** Names are short and mostly without escapes, but a client may write any name with them. */
  private nameIn(start: number, end: number): string {
    const name = this.bytes.toString('latin1', start + 1, end - 1);
    return isPlainAscii(name) ? name : (JSON.parse(this.bytes.toString('utf8', start, end)) as string);
  }

  private skipSpace(): void {
    const { bytes } = this;
    let at = this.position;
    while (at < bytes.length && space[bytes[at] as number] === 1) at++;
    this.position = at;
  }

  /** The loop in which nearly all bytes of a long request are read. */
  private skipString(): void {
    const { bytes } = this;
    const { length } = bytes;
    let at = this.position + 1;
    for (;;) {
      while (at < length && plain[bytes[at] as number] === 1) at++;
      if (at >= length) throw new JsonScanError(false);
      if (bytes[at] === QUOTE) break;
      at = this.afterEscape(at);
    }
    this.position = at + 1;
  }

  private afterEscape(at: number): number {
    const { bytes } = this;
    const escaped = bytes[at + 1] ?? 0;
    if (bytes[at] !== BACKSLASH) throw new JsonScanError(false);
    if (escapable[escaped] === 1) return at + 2;
    if (escaped !== LETTER_U) throw new JsonScanError(false);
    for (let place = at + 2; place < at + 6; place++)
      if (hexadecimal[bytes[place] ?? 0] !== 1) throw new JsonScanError(false);
    return at + 6;
  }

  private skipNumber(): void {
    const { bytes } = this;
    if (bytes[this.position] === MINUS) this.position++;
    if (bytes[this.position] === ZERO) this.position++;
    else this.skipDigits();
    if (bytes[this.position] === DOT) {
      this.position++;
      this.skipDigits();
    }
    if (((bytes[this.position] ?? 0) | LOWER_CASE) !== LETTER_E) return;
    this.position++;
    const sign = bytes[this.position];
    if (sign === PLUS || sign === MINUS) this.position++;
    this.skipDigits();
  }

  private skipDigits(): void {
    const start = this.position;
    while (digit[this.bytes[this.position] ?? 0] === 1) this.position++;
    if (this.position === start) throw new JsonScanError(false);
  }

  private skipLiteral(byte: number): void {
    const word = literals.get(byte);
    const end = this.position + (word?.length ?? 0);
    if (!word?.equals(this.bytes.subarray(this.position, end))) throw new JsonScanError(false);
    this.position = end;
  }
}

const ZERO = 0x30;
const PLUS = 0x2b;
const LETTER_E = 0x65;
const LOWER_CASE = 0x20;

function isPlainAscii(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if (code === BACKSLASH || code > 0x7f) return false;
  }
  return true;
}

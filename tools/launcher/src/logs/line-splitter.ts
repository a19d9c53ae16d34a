import { StringDecoder } from 'node:string_decoder';

// A line without an end must not fill the memory.
const LONGEST_LINE = 256 * 1024;

/** Cuts a byte stream into lines, whatever the chunks it comes in. */
export class LineSplitter {
  private readonly decoder = new StringDecoder('utf8');
  private rest = '';

  constructor(private readonly onLine: (line: string) => void) {}

  push(chunk: Buffer): void {
    const lines = (this.rest + this.decoder.write(chunk)).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.onLine(line);
    if (this.rest.length > LONGEST_LINE) this.flush();
  }

  /** Hands out the unfinished last line. */
  flush(): void {
    const last = this.rest;
    this.rest = '';
    if (last !== '') this.onLine(last);
  }
}

import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { LineSplitter } from './line-splitter.js';
import { LOG_SIZE_CAP_BYTES } from './rotate-log.js';

const POLL_MS = 200;
const CHUNK_BYTES = 256 * 1024;

/**
 * Reads the lines that other processes append to a log, and keeps the log from growing without end.
 *
 * Services write to a file and not to us: with a pipe they would lose their last words when this process is
 * killed, and a logger that cannot write may never let them end.
 */
export class LogFollower {
  private position = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly lines: LineSplitter;

  constructor(
    private readonly path: string,
    onLine: (line: string) => void,
    private readonly capBytes = LOG_SIZE_CAP_BYTES,
  ) {
    this.lines = new LineSplitter(onLine);
  }

  /** Begins with what comes from now on. */
  start(): void {
    this.position = this.size;
    this.timer = setInterval(() => this.poll(), POLL_MS);
    this.timer.unref();
  }

  /** Ends after reading what is still unread. */
  stop(): void {
    clearInterval(this.timer);
    this.poll();
    this.lines.flush();
  }

  private poll(): void {
    this.readOn();
    if (this.position >= this.capBytes) this.moveAside();
  }

  private readOn(): void {
    if (this.size < this.position) this.position = 0;
    if (this.size === this.position) return;
    const file = openSync(this.path, 'r');
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (;;) {
        const length = readSync(file, chunk, 0, CHUNK_BYTES, this.position);
        if (length === 0) return;
        this.position += length;
        this.lines.push(chunk.subarray(0, length));
      }
    } finally {
      closeSync(file);
    }
  }

  /** The writer has the file open, so it is emptied rather than renamed; appending goes on at its new end. */
  private moveAside(): void {
    copyFileSync(this.path, `${this.path}.1`);
    this.readOn();
    truncateSync(this.path);
    this.position = 0;
  }

  private get size(): number {
    return statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
  }
}

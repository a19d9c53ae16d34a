const TERMINAL_INTERVAL_MS = 1_000;
const PLAIN_INTERVAL_MS = 10_000;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-Za-z]`, 'g');

/** Shows that a step goes on: one line that is rewritten on a terminal, a line now and then in a log. */
export class Progress {
  constructor(title, stream = process.stdout) {
    this.title = title;
    this.stream = stream;
    this.startedAtMs = performance.now();
    this.lastLine = '';
    stream.write(stream.isTTY ? title : `${title}\n`);
    this.timer = setInterval(() => this.show(), stream.isTTY ? TERMINAL_INTERVAL_MS : PLAIN_INTERVAL_MS);
  }

  /** Remembers the latest output line as a hint of what is going on; npm's warnings are none. */
  update(line) {
    if (line !== undefined && !line.startsWith('npm warn'))
      this.lastLine = line.replaceAll(ESCAPES, '').trim();
  }

  show() {
    const text = `${this.title}, ${this.elapsedSeconds} s${this.lastLine === '' ? '' : `: ${this.lastLine}`}`;
    if (!this.stream.isTTY) this.stream.write(`${text}\n`);
    else this.stream.write(`\r\u001b[K${text.slice(0, (this.stream.columns || 80) - 1)}`);
  }

  end() {
    clearInterval(this.timer);
    const text = `${this.title}, took ${this.elapsedSeconds} s\n`;
    this.stream.write(this.stream.isTTY ? `\r\u001b[K${text}` : text);
  }

  get elapsedSeconds() {
    return Math.round((performance.now() - this.startedAtMs) / 1_000);
  }
}

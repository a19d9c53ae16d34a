import type { Log } from '../console/terminal.js';
import { LogFollower } from '../logs/log-follower.js';
import { formatLogLine } from './format-log-line.js';

const LAST_LINE_COUNT = 15;

export type OutputOptions = { readonly name: string; readonly logFile: string; readonly log: Log };

/** Reads along in a service's log file, and shows on the console what a person should see. */
export class ServiceOutput {
  private readonly follower: LogFollower;
  private last: string[] = [];

  constructor({ name, logFile, log }: OutputOptions) {
    this.follower = new LogFollower(logFile, (line) => {
      this.last = [...this.last.slice(1 - LAST_LINE_COUNT), line];
      const shown = formatLogLine(name, line);
      if (shown !== undefined) log(shown);
    });
  }

  /** The latest lines since the start, to show beside an error. */
  get lastLines(): readonly string[] {
    return this.last;
  }

  start(): void {
    this.last = [];
    this.follower.start();
  }

  stop(): void {
    this.follower.stop();
  }
}

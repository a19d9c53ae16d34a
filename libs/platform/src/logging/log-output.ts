import { type DestinationStream, pino } from 'pino';

export type LogOutput = DestinationStream & { flush(): void };

const FLUSH_BYTES = 8_192;
const FLUSH_INTERVAL_MS = 100;

/**
 * Standard output in pieces of some lines: a system call for each would cost more than making the line. A line waits
 * for a tenth of a second at the most, warnings and errors not at all, and none is lost but by `kill -9`.
 */
export function openLogOutput(): LogOutput {
  const output = pino.destination({
    dest: process.stdout.fd,
    sync: true,
    minLength: FLUSH_BYTES,
    periodicFlush: FLUSH_INTERVAL_MS,
  });
  process.on('exit', () => output.flushSync());
  return output;
}

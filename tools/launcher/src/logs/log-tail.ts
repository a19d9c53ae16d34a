import { readFileSync } from 'node:fs';

/** The last lines of a log, for an error message; empty when there is none. */
export function logTail(file: string, lineCount = 10): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lineCount).join('\n');
  } catch {
    return '';
  }
}

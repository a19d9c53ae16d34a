import { isAscii } from 'node:buffer';

/** The records of a segment, unchecked, one after the other. A line that is no JSON comes as its text: no record. */
export function* recordsIn(lines: Buffer): Generator<unknown> {
  for (const line of textOf(lines).split('\n')) {
    if (line !== '') yield parsed(line);
  }
}

/** Nearly all segments are plain ASCII, which is many times faster to read by its own name than as UTF-8. */
const textOf = (lines: Buffer): string => lines.toString(isAscii(lines) ? 'latin1' : 'utf8');

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
}

import type { UsageRecord } from '@switchyard/domain';

/** A segment file holds one record a line. Its name sorts by age and is unique across restarts. */
export const segmentName = (startedAtMs: number, sequence: number): string =>
  `${startedAtMs.toString(36).padStart(9, '0')}-${sequence.toString(36).padStart(6, '0')}`;

const SEGMENT_SUFFIX = '.jsonl';

export const segmentFileName = (segment: string): string => `${segment}${SEGMENT_SUFFIX}`;

/** @returns null for a file that is not a segment */
export const segmentOfFile = (fileName: string): string | null =>
  fileName.endsWith(SEGMENT_SUFFIX) ? fileName.slice(0, -SEGMENT_SUFFIX.length) : null;

export const encodeRecord = (record: UsageRecord): string => `${JSON.stringify(record)}\n`;

const OPENING_BRACE = '{'.charCodeAt(0);
const CLOSING_BRACE = '}'.charCodeAt(0);

/**
 * The lines of a segment that are whole. A last one that a crash cut short was never acknowledged to anyone and is left
 * out. Lines are not parsed here: the usage-worker does so, once, and names each that is no record.
 *
 * @throws when a line cannot be a record
 */
export function wholeLines(file: Buffer): Buffer {
  const lines = file.subarray(0, file.lastIndexOf('\n') + 1);
  for (let start = 0; start < lines.length; ) {
    const end = lines.indexOf('\n', start);
    if (lines[start] !== OPENING_BRACE || lines[end - 1] !== CLOSING_BRACE)
      throw new Error(`no record at byte ${start}`);
    start = end + 1;
  }
  return lines;
}

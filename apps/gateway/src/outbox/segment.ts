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

/** Reads a segment's records. A last line that a crash cut short was never acknowledged to anyone and is left out. */
export function decodeRecords(text: string): unknown[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.flatMap((line, index) => {
    try {
      return [JSON.parse(line)];
    } catch (error) {
      if (index === lines.length - 1) return [];
      throw error;
    }
  });
}

import { describe, expect, it } from 'vitest';
import { decodeRecords, segmentFileName, segmentName, segmentOfFile } from './segment.js';

describe('outbox segments', () => {
  it('have names that sort by age', () => {
    const names = [
      segmentName(1_700_000_000_000, 35),
      segmentName(1_700_000_000_000, 36),
      segmentName(1_800_000_000_000, 0),
    ];
    expect([...names].sort()).toEqual(names);
  });

  it('are found again by their file name', () => {
    expect(segmentOfFile(segmentFileName('abc-1'))).toBe('abc-1');
    expect(segmentOfFile('abc.tmp')).toBeNull();
  });

  it('lose only a last line that was cut short', () => {
    expect(decodeRecords('{"a":1}\n{"a":2}\n')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(decodeRecords('{"a":1}\n{"a":')).toEqual([{ a: 1 }]);
    expect(() => decodeRecords('{"a":\n{"a":2}\n')).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { segmentFileName, segmentName, segmentOfFile, wholeLines } from './segment.js';

const wholeTextOf = (text: string) => wholeLines(Buffer.from(text)).toString();

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
    const lines = '{"a":1}\n{"a":{}}\n';
    expect(wholeTextOf(lines)).toBe(lines);
    expect(wholeTextOf(`${lines}{"a":`)).toBe(lines);
    expect(wholeTextOf(`${lines}\0\0\0`)).toBe(lines);
    expect(wholeTextOf('{"a":')).toBe('');
    expect(wholeTextOf('')).toBe('');
  });

  it.each(['{"a":\n{"a":2}\n', '{"a":1}\n\0\0\n{"a":2}\n', '{"a":1}\n\n', '":1}\n'])(
    'are damaged when a line cannot be a record: %j',
    (text) => {
      expect(() => wholeTextOf(text)).toThrow('no record at byte');
    },
  );
});

import { describe, expect, it } from 'vitest';
import { recordsIn } from './records-in.js';

const recordsOf = (text: string) => [...recordsIn(Buffer.from(text))];

describe(recordsIn, () => {
  it('reads one record a line', () => {
    expect(recordsOf('{"a":"x\\ny"}\n{"a":2}\n')).toEqual([{ a: 'x\ny' }, { a: 2 }]);
    expect(recordsOf('')).toEqual([]);
  });

  it('reads any language', () => {
    expect(recordsOf('{"a":"größer 🚃"}\n{"a":"b"}\n')).toEqual([{ a: 'größer 🚃' }, { a: 'b' }]);
  });

  it('passes a line that is no JSON on as it is, for its reader to refuse', () => {
    expect(recordsOf('{"a":1}\n{"a":}\n')).toEqual([{ a: 1 }, '{"a":}']);
  });
});

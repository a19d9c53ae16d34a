import { describe, expect, it } from 'vitest';
import { parseSseFrame } from './sse-frame.js';

describe(parseSseFrame, () => {
  it('takes no notice of a byte order mark', () => {
    expect(parseSseFrame(Buffer.from('\uFEFFdata: a\n\n'))).toEqual({ event: null, data: 'a' });
  });

  it.each([
    ['data: {"a":1}\n\n', null, '{"a":1}'],
    ['data:{"a":1}\r\n\r\n', null, '{"a":1}'],
    ['event: error\ndata:  two spaces\n\n', 'error', ' two spaces'],
    ['data: a\ndata: b\n\n', null, 'a\nb'],
    [': keep-alive\n\n', null, null],
    ['id: 7\nretry: 10\n\n', null, null],
    ['\n\n', null, null],
  ])('reads %j', (text, event, data) => {
    expect(parseSseFrame(Buffer.from(text))).toEqual({ event, data });
  });
});

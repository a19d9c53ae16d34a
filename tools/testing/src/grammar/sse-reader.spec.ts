import { describe, expect, it } from 'vitest';
import { SseReader, sseRules } from './sse-reader.js';
import { StreamJudge } from './stream-judge.js';

function read(text: string) {
  const reader = new SseReader(new StreamJudge('SSE', sseRules));
  return { events: [...reader.read(text)], comments: reader.comments };
}

describe(SseReader.name, () => {
  it.each<[string, string, { name: string | null; data: string }[], number]>([
    ['nothing', '', [], 0],
    ['data', 'data: a\n\n', [{ name: null, data: 'a' }], 0],
    ['a name', 'event: x\ndata: a\n\n', [{ name: 'x', data: 'a' }], 0],
    ['carriage returns', 'event: x\r\ndata: a\r\n\r\n', [{ name: 'x', data: 'a' }], 0],
    ['no space after the colon', 'data:a\n\n', [{ name: null, data: 'a' }], 0],
    ['several lines of data', 'data: a\ndata: b\n\n', [{ name: null, data: 'a\nb' }], 0],
    ['comments between events', ': hi\n\ndata: a\n\n:\n\n', [{ name: null, data: 'a' }], 2],
    ['a comment within an event', 'data: a\n: hi\ndata: b\n\n', [{ name: null, data: 'a\nb' }], 1],
    ['ids and retries', 'id: 1\nretry: 9\ndata: a\n\n', [{ name: null, data: 'a' }], 0],
    ['a line separator in data', 'data: a\u2028b\n\n', [{ name: null, data: 'a\u2028b' }], 0],
  ])('reads %s', (_case, text, events, comments) => {
    expect(read(text)).toEqual({ events, comments });
  });

  it.each<[string, string, number]>([
    ['a cut event', 'data: a\n\ndata: b\n', 2],
    ['a cut line', 'data: a\n\ndata: b', 1],
    ['a cut comment', 'data: a\n\n: b', 1],
    ['an event without data', 'event: x\n\n', 1],
    ['an unknown field', 'data: a\n\nbata: b\n\n', 1],
    ['a line that is no field', 'data: {\n"a":1}\n\n', 1],
  ])('refuses %s', (_case, text, eventNumber) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ rule: 'framing', eventNumber }));
  });
});

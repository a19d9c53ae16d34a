import { describe, expect, it } from 'vitest';
import { ChatStreamObserver } from './chat-stream-observer.js';

const frame = (value: unknown) =>
  Buffer.from(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`);
const delta = (fields: object, finish: string | null = null) => ({
  id: 'c',
  choices: [{ index: 0, delta: fields, finish_reason: finish }],
});

describe(ChatStreamObserver.name, () => {
  it.each<[string, object]>([
    ['text', { content: 'a' }],
    ['reasoning', { reasoning_content: 'hm' }],
    ['a refusal', { refusal: 'no' }],
    ['a tool call', { tool_calls: [{ index: 0, function: { name: 'f', arguments: '' } }] }],
  ])('takes %s for content', (_case, fields) => {
    expect(new ChatStreamObserver(false).translate(frame(delta(fields))).kind).toBe('content');
  });

  it.each<[string, Buffer]>([
    ['the role', frame(delta({ role: 'assistant', content: '' }))],
    ["Azure's filter results", frame({ choices: [], prompt_filter_results: [] })],
    ['an event of another kind', frame({ sources: [] })],
  ])('passes %s on without taking it for content', (_case, bytes) => {
    expect(new ChatStreamObserver(false).translate(bytes)).toEqual({ kind: 'empty', bytes });
  });

  it('passes a comment on as what it is', () => {
    const bytes = Buffer.from(': processing\n\n');
    expect(new ChatStreamObserver(false).translate(bytes)).toEqual({ kind: 'comment', bytes });
  });

  it('drops an event that was never meant for a client, and stops at one whose content is lost', () => {
    const sut = new ChatStreamObserver(false);
    expect(sut.translate(frame('ping'))).toEqual({ kind: 'comment', bytes: null });
    expect(() => sut.translate(frame('{"choices":[{"delta":{"cont'))).toThrow('not valid JSON');
  });

  it('tells an end once, also where the endpoint tells it twice', () => {
    const sut = new ChatStreamObserver(false);
    const end = frame('{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}');
    expect(sut.translate(end).bytes).toBe(end);
    expect(sut.translate(end).bytes).toBeNull();
  });

  it('passes usage on that comes with a second end', () => {
    const sut = new ChatStreamObserver(true);
    const end = { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
    sut.translate(frame(JSON.stringify(end)));
    const usage = { prompt_tokens: 1, completion_tokens: 2 };
    const { bytes } = sut.translate(frame(JSON.stringify({ ...end, usage })));
    expect(String(bytes)).toBe(`data: ${JSON.stringify({ choices: [], usage })}\n\n`);
  });

  it('is not whole before each of several answers has told its end', () => {
    const sut = new ChatStreamObserver(false);
    const delta = (index: number, reason: string | null) =>
      frame(JSON.stringify({ choices: [{ index, delta: { content: 'a' }, finish_reason: reason }] }));
    for (const bytes of [delta(0, null), delta(1, null), delta(0, 'stop')]) sut.translate(bytes);
    expect(sut.isComplete).toBe(false);
    sut.translate(delta(1, 'length'));
    expect(sut.isComplete).toBe(true);
  });

  it('does not take an error told by the reason alone for an end', () => {
    const sut = new ChatStreamObserver(false);
    sut.translate(frame('{"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}'));
    expect(sut).toMatchObject({ isComplete: false, error: { message: expect.any(String) } });
  });

  it('counts of a tool call its name and arguments, and of reasoning one of its two names', () => {
    const sut = new ChatStreamObserver(false);
    const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'f', arguments: '{}' } };
    const delta = {
      tool_calls: [call],
      reasoning: 'hm',
      reasoning_content: 'hm',
      reasoning_details: [{ text: 'hm' }],
    };
    sut.translate(frame(JSON.stringify({ choices: [{ index: 0, delta }] })));
    expect(sut.unreportedCharacters).toBe(5);
  });

  it('counts the output that no report has counted yet', () => {
    const sut = new ChatStreamObserver(false);
    sut.translate(frame('{"choices":[{"index":0,"delta":{"content":"12345"}}]}'));
    expect(sut.unreportedCharacters).toBe(5);
    sut.translate(frame('{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2}}'));
    expect(sut.unreportedCharacters).toBe(0);
  });

  it('does not take an end without any content for a whole answer', () => {
    const sut = new ChatStreamObserver(false);
    sut.translate(frame('[DONE]'));
    expect(sut.isComplete).toBe(false);
  });

  it('passes the very bytes of a frame on', () => {
    const bytes = Buffer.from('data:  {"choices":[{"index":0,"delta":{"content":"a"}}],"x":1.0}\r\n\r\n');
    expect(new ChatStreamObserver(false).translate(bytes).bytes).toBe(bytes);
  });

  describe('for a client that did not ask for usage', () => {
    it('keeps the usage and drops the chunk that exists for it alone', () => {
      const sut = new ChatStreamObserver(false);
      const seen = sut.translate(frame({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } }));
      expect(seen).toEqual({ kind: 'empty', bytes: null });
      expect(sut.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
    });

    it('takes the field, and nothing else, out of other chunks', () => {
      const sut = new ChatStreamObserver(false);
      const seen = sut.translate(
        frame({ ...delta({ content: 'a' }), usage: { prompt_tokens: 3, completion_tokens: 1 } }),
      );
      expect(seen.kind).toBe('content');
      expect(String(seen.bytes)).toBe(String(frame(delta({ content: 'a' }))));
      expect(
        sut.translate(frame({ ...delta({ content: 'b' }), usage: null })).bytes?.toString(),
      ).not.toContain('usage');
    });
  });

  it('passes usage on to a client that asked for it', () => {
    const bytes = frame({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } });
    expect(new ChatStreamObserver(true).translate(bytes).bytes).toBe(bytes);
  });

  it('replaces running totals and never adds them', () => {
    const sut = new ChatStreamObserver(false);
    for (const completion_tokens of [1, 2, 3]) {
      sut.translate(frame({ ...delta({ content: 'a' }), usage: { prompt_tokens: 9, completion_tokens } }));
    }
    expect(sut.usage).toMatchObject({ inputTokens: 9, outputTokens: 3 });
  });

  it('knows a whole stream by its end marker, or by a finish reason where the marker is missing', () => {
    const sut = new ChatStreamObserver(false);
    sut.translate(frame(delta({ content: 'a' })));
    expect(sut.isComplete).toBe(false);
    sut.translate(frame(delta({}, 'stop')));
    expect(sut).toMatchObject({ isComplete: true, isDone: false });
    expect(sut.translate(frame('[DONE]')).kind).toBe('done');
    expect(sut).toMatchObject({ isComplete: true, isDone: true });
  });

  it.each<[string, Buffer]>([
    ['an error object', frame({ error: { message: 'overloaded', type: 'server_error' } })],
    ['an error event', Buffer.from('event: error\ndata: {"error":{"message":"overloaded"}}\n\n')],
    ['an error text', frame({ error: 'overloaded' })],
  ])('sees %s, keeps it from the client and no longer counts the stream as whole', (_case, bytes) => {
    const sut = new ChatStreamObserver(false);
    sut.translate(frame(delta({}, 'stop')));
    expect(sut.translate(bytes)).toEqual({ kind: 'error', bytes: null });
    expect(sut.error?.message).toBe('overloaded');
    expect(sut.isComplete).toBe(false);
  });
});

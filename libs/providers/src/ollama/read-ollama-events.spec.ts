import { foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { OllamaEventReader, readOllamaAnswer } from './read-ollama-events.js';

const line = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value)}\n`);
const head = { model: 'llama3.2', created_at: '2026-01-01T00:00:00.123456789Z' };
const message = (fields: object) => ({
  ...head,
  message: { role: 'assistant', content: '', ...fields },
  done: false,
});
const response = (fields: object) => ({ ...head, response: '', ...fields, done: false });
const last = (fields: object = {}) => ({
  ...head,
  message: { role: 'assistant', content: '' },
  done: true,
  done_reason: 'stop',
  total_duration: 4_883_583_458,
  load_duration: 1_334_875,
  prompt_eval_count: 26,
  prompt_eval_duration: 342_546_000,
  eval_count: 282,
  eval_duration: 4_535_599_000,
  ...fields,
});
const START = { type: 'start', id: '', model: 'llama3.2' };
const usage = {
  inputTokens: 26,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 282,
  reasoningTokens: 0,
};

const readAll = (...objects: object[]) => {
  const sut = new OllamaEventReader();
  return { sut, events: objects.flatMap((object) => [...sut.read(line(object))]) };
};

describe(OllamaEventReader.name, () => {
  it('reads a chat: thinking, text, usage, the end', () => {
    const { sut, events } = readAll(
      message({ thinking: 'Hm' }),
      message({ thinking: '.' }),
      message({ content: 'Hi ' }),
      message({ content: 'there', thinking: '' }),
      last(),
    );
    expect(events).toEqual([
      START,
      { type: 'reasoning-delta', text: 'Hm' },
      { type: 'reasoning-delta', text: '.' },
      { type: 'text-delta', text: 'Hi ' },
      { type: 'text-delta', text: 'there' },
      { type: 'usage', usage },
      { type: 'finish', reason: 'stop', stopSequence: null },
    ]);
    expect(sut).toMatchObject({ isDone: true, isComplete: true, error: null });
  });

  it('reads a generation, also what its last line still says', () => {
    const { events } = readAll(response({ thinking: 'Hm.' }), response({ response: 'Once ' }), {
      ...last(),
      message: undefined,
      response: 'upon',
      context: [1, 2],
    });
    expect(events.slice(1, -2)).toEqual([
      { type: 'reasoning-delta', text: 'Hm.' },
      { type: 'text-delta', text: 'Once ' },
      { type: 'text-delta', text: 'upon' },
    ]);
  });

  it('reads tool calls whole, keeps their ids, and makes up those that are missing or given twice', () => {
    const call = (name: string, input: unknown, id?: string) => ({
      ...(id && { id }),
      function: { name, arguments: input },
    });
    const { events } = readAll(
      message({ tool_calls: [call('a', { city: 'Bern' }, 'call_x'), call('b', {})] }),
      message({ tool_calls: [call('c', '{"text":1}', 'call_x'), call('d', undefined)] }),
      last(),
    );
    const { parts, finishReason } = foldChatEvents(events);
    expect(parts).toMatchObject([
      { type: 'tool-call', id: 'call_x', name: 'a', argumentsText: '{"city":"Bern"}' },
      { name: 'b', argumentsText: '{}' },
      { name: 'c', argumentsText: '{"text":1}' },
      { name: 'd', argumentsText: '{}' },
    ]);
    const ids = parts.map((part) => 'id' in part && part.id);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids.slice(1)) expect(id).toMatch(/^call_[0-9a-f]{32}$/);
    expect(events.flatMap((event) => ('index' in event ? [event.index] : []))).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3,
    ]);
    expect(finishReason).toBe('tool-calls');
  });

  it.each([
    ['stop', 'stop'],
    ['length', 'length'],
    ['load', 'stop'],
    ['unload', 'stop'],
    [undefined, 'stop'],
    ['something new', 'stop'],
  ])('takes done_reason %s for %s', (given, reason) => {
    expect(readAll(last({ done_reason: given })).events.at(-1)).toMatchObject({ type: 'finish', reason });
  });

  it('keeps a cut-off answer cut off, also with a tool call', () => {
    const calls = message({ tool_calls: [{ function: { name: 'a', arguments: {} } }] });
    expect(readAll(calls, last({ done_reason: 'length' })).events.at(-1)).toMatchObject({ reason: 'length' });
  });

  it('is not whole when it merely stops', () => {
    expect(readAll(message({ content: 'half' })).sut).toMatchObject({ isDone: false, isComplete: false });
  });

  it('tells a model that was loaded without anything said', () => {
    const { sut, events } = readAll({
      ...head,
      message: { role: 'assistant', content: '' },
      done: true,
      done_reason: 'load',
    });
    expect(events).toEqual([START, { type: 'finish', reason: 'stop', stopSequence: null }]);
    expect(sut.isComplete).toBe(true);
  });

  it.each([
    [{ error: 'model runner has stopped' }, { message: 'model runner has stopped' }],
    [{ error: { message: 'oops', code: 7 } }, { message: 'oops', code: 7 }],
  ])('takes %j for an error, and the stream for broken', (object, error) => {
    const { sut, events } = readAll(message({ content: 'half' }), object);
    expect(events).toHaveLength(2);
    expect(sut).toMatchObject({ error, isDone: false, isComplete: false });
  });

  it.each(['{"message":{"content":"ha', 'oops', '[1]', '"text"', '7', 'null'])(
    'refuses the line %s',
    (text) => {
      expect(() => new OllamaEventReader().read(Buffer.from(`${text}\n`))).toThrow(
        expect.objectContaining({ code: 'upstream_malformed' }),
      );
    },
  );

  it.each([
    [
      'fields it does not know',
      { ...message({ content: 'a', images: null }), logprobs: [], remote_host: 'x' },
    ],
    ['a carriage return before the line feed', message({ content: 'a' })],
  ])('does not mind %s', (_case, object) => {
    const events = new OllamaEventReader().read(Buffer.from(`${JSON.stringify(object)}\r\n`));
    expect(events).toEqual([START, { type: 'text-delta', text: 'a' }]);
  });

  it('does not mind nonsense where content should be', () => {
    const nonsense = message({ content: 7, thinking: [], tool_calls: ['x', {}, { function: 'f' }] });
    expect(readAll(nonsense, response({ response: null, tool_calls: {} })).events).toEqual([START]);
  });
});

describe(readOllamaAnswer, () => {
  it('reads a whole answer like the stream that would have made it', () => {
    const answer = last({
      message: {
        role: 'assistant',
        content: 'Hi there',
        thinking: 'Hm.',
        tool_calls: [{ id: 'call_1', function: { index: 0, name: 'f', arguments: { a: 1 } } }],
      },
    });
    expect(foldChatEvents(readOllamaAnswer(answer))).toEqual({
      id: '',
      model: 'llama3.2',
      parts: [
        { type: 'reasoning', text: 'Hm.', signature: null },
        { type: 'text', text: 'Hi there' },
        { type: 'tool-call', id: 'call_1', name: 'f', argumentsText: '{"a":1}' },
      ],
      usage,
      finishReason: 'tool-calls',
      stopSequence: null,
    });
  });
});

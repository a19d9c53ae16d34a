import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { SseSplitter } from '../sse/sse-splitter.js';
import { MessagesEventReader, readMessagesAnswer } from './read-messages-events.js';

type Event = { readonly type: string; readonly [field: string]: unknown };

const frameOf = (event: Event): Buffer =>
  Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);

function readAll(events: readonly Event[]): { events: ChatEvent[]; sut: MessagesEventReader } {
  const sut = new MessagesEventReader();
  return { events: events.flatMap((event) => sut.read(frameOf(event)) ?? []), sut };
}

const messageStart: Event = {
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5',
    content: [],
    usage: { input_tokens: 10, cache_read_input_tokens: 5, output_tokens: 1 },
  },
};
const blockStart = (index: number, block: object): Event => ({
  type: 'content_block_start',
  index,
  content_block: block,
});
const delta = (index: number, value: object): Event => ({ type: 'content_block_delta', index, delta: value });
const blockStop = (index: number): Event => ({ type: 'content_block_stop', index });
const messageDelta = (value: object, usage: object = { output_tokens: 9 }): Event => ({
  type: 'message_delta',
  delta: { stop_sequence: null, ...value },
  usage,
});
const messageStop: Event = { type: 'message_stop' };
const toolStart = (index: number, id: string, input: unknown = {}) =>
  blockStart(index, { type: 'tool_use', id, name: `f_${id}`, input });
const piece = (index: number, partial_json: string) =>
  delta(index, { type: 'input_json_delta', partial_json });

const answer = (...blocks: Event[]) => [
  messageStart,
  ...blocks,
  messageDelta({ stop_reason: 'end_turn' }),
  messageStop,
];
const partsOf = (events: readonly Event[]) => foldChatEvents(readAll(events).events).parts;
const signature = (value: string) => ({ format: 'anthropic-claude-v1', value, itemId: null });

describe(MessagesEventReader.name, () => {
  it('reads a stream of text from its start to its end', () => {
    const { events, sut } = readAll([
      messageStart,
      blockStart(0, { type: 'text', text: '' }),
      delta(0, { type: 'text_delta', text: 'Hel' }),
      delta(0, { type: 'text_delta', text: 'lo' }),
      blockStop(0),
      messageDelta({ stop_reason: 'end_turn' }),
    ]);
    const usage = { cacheReadTokens: 5, cacheWriteTokens: 0, inputTokens: 10, reasoningTokens: 0 };
    expect(events).toEqual([
      { type: 'start', id: 'msg_1', model: 'claude-sonnet-4-5' },
      { type: 'usage', usage: { ...usage, outputTokens: 1 } },
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { type: 'usage', usage: { ...usage, outputTokens: 9 } },
      { type: 'finish', reason: 'stop', stopSequence: null },
    ]);
    expect(sut).toMatchObject({ isDone: false, isComplete: false });
    expect(sut.read(frameOf(messageStop))).toEqual([]);
    expect(sut).toMatchObject({ isDone: true, isComplete: true, error: null });
  });

  it.each<[string, Event[], unknown[]]>([
    [
      'thinking with its signature, then text',
      [
        blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
        delta(0, { type: 'thinking_delta', thinking: 'Let me ' }),
        delta(0, { type: 'thinking_delta', thinking: 'see.' }),
        delta(0, { type: 'signature_delta', signature: 'Eq+/=' }),
        blockStop(0),
        blockStart(1, { type: 'text', text: '' }),
        delta(1, { type: 'text_delta', text: 'Yes.' }),
        blockStop(1),
      ],
      [
        { type: 'reasoning', text: 'Let me see.', signature: signature('Eq+/=') },
        { type: 'text', text: 'Yes.' },
      ],
    ],
    [
      'two thoughts, each with its own signature, the first without its end',
      [
        blockStart(0, { type: 'thinking', thinking: 'a', signature: '' }),
        delta(0, { type: 'signature_delta', signature: 's1' }),
        blockStart(1, { type: 'thinking', thinking: 'b', signature: 's2' }),
        blockStop(1),
      ],
      [
        { type: 'reasoning', text: 'a', signature: signature('s1') },
        { type: 'reasoning', text: 'b', signature: signature('s2') },
      ],
    ],
    [
      'thinking that is kept back, of which only the signature comes',
      [
        blockStart(0, { type: 'thinking', thinking: '', signature: '' }),
        delta(0, { type: 'signature_delta', signature: 's' }),
        blockStop(0),
      ],
      [{ type: 'reasoning', text: '', signature: signature('s') }],
    ],
    [
      'thinking of a server that signs nothing',
      [
        blockStart(0, { type: 'thinking', thinking: '' }),
        delta(0, { type: 'thinking_delta', thinking: 'a' }),
        blockStop(0),
      ],
      [{ type: 'reasoning', text: 'a', signature: null }],
    ],
    [
      'hidden thinking',
      [blockStart(0, { type: 'redacted_thinking', data: 'Em==' }), blockStop(0)],
      [{ type: 'redacted-reasoning', format: 'anthropic-claude-v1', data: 'Em==' }],
    ],
    [
      'several tools between texts, whose indices count the calls only',
      [
        blockStart(0, { type: 'text', text: 'First' }),
        blockStop(0),
        toolStart(1, 'a'),
        piece(1, ''),
        piece(1, '{"x":'),
        piece(1, '1}'),
        blockStop(1),
        toolStart(2, 'b'),
        piece(2, '{}'),
        blockStop(2),
        blockStart(3, { type: 'text', text: '' }),
        delta(3, { type: 'text_delta', text: 'Then' }),
        blockStop(3),
      ],
      [
        { type: 'text', text: 'First' },
        { type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{"x":1}' },
        { type: 'tool-call', id: 'b', name: 'f_b', argumentsText: '{}' },
        { type: 'text', text: 'Then' },
      ],
    ],
    [
      'a tool whose whole input stands in the start of its block',
      [toolStart(0, 'a', { x: [1] }), blockStop(0)],
      [{ type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{"x":[1]}' }],
    ],
    [
      'a tool whose input comes twice, whole and in pieces',
      [toolStart(0, 'a', { x: 1 }), piece(0, '{"x":1}'), blockStop(0)],
      [{ type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{"x":1}' }],
    ],
    [
      'a tool without input',
      [toolStart(0, 'a'), piece(0, ''), blockStop(0)],
      [{ type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{}' }],
    ],
    [
      'tools whose blocks are not ended, and interleave',
      [toolStart(0, 'a', { x: 1 }), toolStart(1, 'b'), piece(1, '{"y":2}')],
      [
        { type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{"x":1}' },
        { type: 'tool-call', id: 'b', name: 'f_b', argumentsText: '{"y":2}' },
      ],
    ],
    [
      "blocks of Anthropic's own tools and citations, which are left out",
      [
        blockStart(0, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }),
        piece(0, '{"query":"x"}'),
        blockStop(0),
        blockStart(1, { type: 'web_search_tool_result', tool_use_id: 's', content: [] }),
        blockStop(1),
        blockStart(2, { type: 'of_tomorrow' }),
        delta(2, { type: 'text_delta', text: 'no' }),
        blockStop(2),
        toolStart(3, 'a'),
        piece(3, '{}'),
        blockStop(3),
        blockStart(4, { type: 'text', text: '', citations: [] }),
        delta(4, { type: 'citations_delta', citation: { type: 'char_location' } }),
        delta(4, { type: 'text_delta', text: 'yes' }),
        delta(4, { type: 'delta_of_tomorrow', text: 'no' }),
        blockStop(4),
      ],
      [
        { type: 'tool-call', id: 'a', name: 'f_a', argumentsText: '{}' },
        { type: 'text', text: 'yes' },
      ],
    ],
    [
      'text without the start of its block',
      [delta(0, { type: 'text_delta', text: 'a' })],
      [{ type: 'text', text: 'a' }],
    ],
    ['input without the start of its block', [piece(0, '{}')], []],
  ])('reads %s', (_case, blocks, parts) => {
    expect(partsOf(answer(...blocks))).toEqual(parts);
  });

  it('begins once, first, also where the start of the message is missing or doubled', () => {
    const text = delta(0, { type: 'text_delta', text: 'a' });
    expect(readAll([text, text]).events.map(({ type }) => type)).toEqual([
      'start',
      'text-delta',
      'text-delta',
    ]);
    const doubled = readAll([messageStart, messageStart, text]).events;
    expect(doubled.filter(({ type }) => type === 'start')).toHaveLength(1);
  });

  it.each([
    ['end_turn', 'stop'],
    ['stop_sequence', 'stop'],
    ['pause_turn', 'stop'],
    ['max_tokens', 'length'],
    ['model_context_window_exceeded', 'length'],
    ['tool_use', 'tool-calls'],
    ['refusal', 'content-filter'],
    ['of_tomorrow', 'stop'],
  ])('reads the stop reason %s as %s', (reason, expected) => {
    expect(readAll([messageStart, messageDelta({ stop_reason: reason })]).events.at(-1)).toEqual({
      type: 'finish',
      reason: expected,
      stopSequence: null,
    });
  });

  it('tells which stop sequence it was', () => {
    const { events } = readAll([
      messageStart,
      messageDelta({ stop_reason: 'stop_sequence', stop_sequence: 'END' }),
    ]);
    expect(events.at(-1)).toEqual({ type: 'finish', reason: 'stop', stopSequence: 'END' });
  });

  it('tells why the endpoint refused, where it says so', () => {
    const { events } = readAll([
      messageStart,
      messageDelta({ stop_reason: 'refusal', stop_details: { type: 'refusal', explanation: 'Because.' } }),
    ]);
    expect(events.slice(-3)).toEqual([
      { type: 'refusal-delta', text: 'Because.' },
      expect.objectContaining({ type: 'usage' }),
      { type: 'finish', reason: 'content-filter', stopSequence: null },
    ]);
  });

  it('finishes once, and takes the usage of every report', () => {
    const { events } = readAll([
      messageStart,
      messageDelta({ stop_reason: null }, { output_tokens: 3 }),
      messageDelta({ stop_reason: 'end_turn' }, { input_tokens: null, output_tokens: 5 }),
      messageDelta({ stop_reason: 'end_turn' }, { output_tokens: 8 }),
    ]);
    expect(events.filter(({ type }) => type === 'finish')).toHaveLength(1);
    expect(foldChatEvents(events).usage).toMatchObject({
      inputTokens: 10,
      cacheReadTokens: 5,
      outputTokens: 8,
    });
  });

  it('is not complete when the stream merely stops, even after its stop reason', () => {
    expect(readAll(answer().slice(0, -1)).sut).toMatchObject({ isDone: false, isComplete: false });
  });

  it.each([
    [{ type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } }],
    [{ error: { type: 'overloaded_error', message: 'Overloaded' } }],
  ])('keeps the error of %j and is not complete after it', (event) => {
    const { sut } = readAll([messageStart]);
    expect(sut.read(Buffer.from(`data: ${JSON.stringify(event)}\n\n`))).toEqual([]);
    sut.read(frameOf(messageStop));
    expect(sut).toMatchObject({
      error: { type: 'overloaded_error', message: 'Overloaded' },
      isComplete: false,
    });
  });

  it.each([
    ['event: error\ndata: {"error":"full"}\n\n', 'full'],
    ['event: error\ndata: {"message":"full"}\n\n', 'full'],
    ['event: error\ndata: {}\n\n', 'no reason given'],
  ])('makes an error of %j', (text, message) => {
    const sut = new MessagesEventReader();
    sut.read(Buffer.from(text));
    expect(sut.error).toEqual({ message });
  });

  it.each([
    ['a ping', 'event: ping\ndata: {"type": "ping"}\n\n'],
    ['a ping without a name', 'data: {"type":"ping"}\n\n'],
    ['a comment', ': keep-alive\n\n'],
    ['an end marker of another dialect', 'data: [DONE]\n\n'],
  ])('takes %s for a sign of life', (_case, text) => {
    expect(new MessagesEventReader().read(Buffer.from(text))).toBeNull();
  });

  it.each([
    ['an event of a later release', 'event: x\ndata: {"type":"x"}\n\n'],
    ['an event named like a method', 'event: constructor\ndata: {"type":"constructor"}\n\n'],
    ['an event without any type', 'data: {"a":1}\n\n'],
    ['an event with nothing in it', 'event: content_block_stop\ndata: {"type":"content_block_stop"}\n\n'],
  ])('ignores %s', (_case, text) => {
    expect(new MessagesEventReader().read(Buffer.from(text))).toEqual([]);
  });

  it('reads events by their data where the names are missing, and by the names where the types are', () => {
    const nameless = answer(delta(0, { type: 'text_delta', text: 'a' })).map(
      (event) => `data: ${JSON.stringify(event)}\n\n`,
    );
    const typeless = answer(delta(0, { type: 'text_delta', text: 'a' })).map(
      ({ type, ...event }) => `event: ${type}\r\ndata: ${JSON.stringify(event)}\r\n\r\n`,
    );
    for (const stream of [nameless, typeless]) {
      const sut = new MessagesEventReader();
      const frames = new SseSplitter().push(Buffer.from(stream.join('')));
      const events = [...frames].flatMap((frame) => sut.read(frame) ?? []);
      expect(foldChatEvents(events)).toMatchObject({
        parts: [{ type: 'text', text: 'a' }],
        finishReason: 'stop',
      });
    }
  });

  it('refuses an event that is broken, as its content is lost', () => {
    const sut = new MessagesEventReader();
    expect(() => sut.read(Buffer.from('event: content_block_delta\ndata: {"type":"cont\n\n'))).toThrow(
      'not valid JSON',
    );
  });

  it('reads nothing after the end', () => {
    const { sut } = readAll(answer());
    expect(sut.read(frameOf(delta(0, { type: 'text_delta', text: 'late' })))).toEqual([]);
  });
});

describe(readMessagesAnswer, () => {
  it('reads a whole message as the events of its stream', () => {
    const message = {
      id: 'msg_2',
      type: 'message',
      role: 'assistant',
      model: 'claude-opus-4-5',
      content: [
        { type: 'thinking', thinking: 'Hm.', signature: 's' },
        { type: 'redacted_thinking', data: 'r' },
        { type: 'text', text: 'Look:', citations: null },
        { type: 'server_tool_use', id: 's', name: 'web_search', input: {} },
        { type: 'tool_use', id: 'a', name: 'f', input: { x: 1 } },
        { type: 'tool_use', id: 'b', name: 'g', input: {} },
      ],
      stop_reason: 'tool_use',
      stop_sequence: null,
      usage: { input_tokens: 3, cache_creation_input_tokens: 2, output_tokens: 7 },
    };
    expect(foldChatEvents(readMessagesAnswer(message))).toEqual({
      id: 'msg_2',
      model: 'claude-opus-4-5',
      parts: [
        { type: 'reasoning', text: 'Hm.', signature: signature('s') },
        { type: 'redacted-reasoning', format: 'anthropic-claude-v1', data: 'r' },
        { type: 'text', text: 'Look:' },
        { type: 'tool-call', id: 'a', name: 'f', argumentsText: '{"x":1}' },
        { type: 'tool-call', id: 'b', name: 'g', argumentsText: '{}' },
      ],
      usage: { inputTokens: 3, cacheReadTokens: 0, cacheWriteTokens: 2, outputTokens: 7, reasoningTokens: 0 },
      finishReason: 'tool-calls',
      stopSequence: null,
    });
  });

  it('reads a message without content or usage', () => {
    expect(readMessagesAnswer({ content: [], stop_reason: 'end_turn' })).toEqual([
      { type: 'start', id: '', model: '' },
      { type: 'finish', reason: 'stop', stopSequence: null },
    ]);
  });
});

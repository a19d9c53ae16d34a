import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { ResponsesEventReader, readResponsesAnswer } from './read-responses-events.js';

type Fields = Record<string, unknown>;
type Event = Fields & { type: string };

const frameOf = ({ type, ...fields }: Event): Buffer =>
  Buffer.from(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: 1, ...fields })}\n\n`);

function read(events: Event[]) {
  const sut = new ResponsesEventReader();
  const read = events.flatMap((event) => sut.read(frameOf(event)) ?? []);
  return { sut, read };
}

const created: Event = { type: 'response.created', response: { id: 'resp_1', model: 'm', output: [] } };
const added = (outputIndex: number, item: Fields): Event => ({
  type: 'response.output_item.added',
  output_index: outputIndex,
  item,
});
const ended = (outputIndex: number, item: Fields): Event => ({
  type: 'response.output_item.done',
  output_index: outputIndex,
  item,
});
const about = (type: string, outputIndex: number, itemId: string, fields: Fields): Event => ({
  type: `response.${type}`,
  output_index: outputIndex,
  item_id: itemId,
  ...fields,
});
const completed = (output: Fields[], fields: Fields = {}): Event => ({
  type: 'response.completed',
  response: { id: 'resp_1', model: 'm', status: 'completed', output, ...fields },
});

const message = (text: string, id = 'msg_1') => ({
  id,
  type: 'message',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [] }],
});
const call = (argumentsText: string, fields: Fields = {}) => ({
  id: 'fc_1',
  type: 'function_call',
  call_id: 'c1',
  name: 'f',
  arguments: argumentsText,
  ...fields,
});
const reasoning = (summary: string[], fields: Fields = {}) => ({
  id: 'rs_1',
  type: 'reasoning',
  summary: summary.map((text) => ({ type: 'summary_text', text })),
  ...fields,
});

const start: ChatEvent = { type: 'start', id: 'resp_1', model: 'm' };
const stop: ChatEvent = { type: 'finish', reason: 'stop', stopSequence: null };
const calls: ChatEvent = { type: 'finish', reason: 'tool-calls', stopSequence: null };
const text = (value: string): ChatEvent => ({ type: 'text-delta', text: value });
const thought = (value: string): ChatEvent => ({ type: 'reasoning-delta', text: value });
const begin = (index: number, id = 'c1', name = 'f'): ChatEvent => ({
  type: 'tool-call-start',
  index,
  id,
  name,
});
const args = (index: number, argumentsText: string): ChatEvent => ({
  type: 'tool-call-delta',
  index,
  argumentsText,
});
const seal = (value: string, itemId: string | null): ChatEvent => ({
  type: 'reasoning-signature',
  signature: { format: 'openai-responses-v1', value, itemId },
});

const textDelta = (delta: string, fields: Fields = {}) =>
  about('output_text.delta', 0, 'msg_1', { content_index: 0, delta, ...fields });
const textDone = (value: string) => about('output_text.done', 0, 'msg_1', { content_index: 0, text: value });
const partDone = (part: Fields) => about('content_part.done', 0, 'msg_1', { content_index: 0, part });
const argsDelta = (outputIndex: number, itemId: string, delta: string) =>
  about('function_call_arguments.delta', outputIndex, itemId, { delta });
const argsDone = (outputIndex: number, itemId: string, value: string) =>
  about('function_call_arguments.done', outputIndex, itemId, { name: 'f', arguments: value });
const summaryDelta = (summaryIndex: number, delta: string) =>
  about('reasoning_summary_text.delta', 0, 'rs_1', { summary_index: summaryIndex, delta });
const summaryDone = (summaryIndex: number, value: string) =>
  about('reasoning_summary_text.done', 0, 'rs_1', { summary_index: summaryIndex, text: value });
const thoughtDelta = (delta: string) => about('reasoning_text.delta', 0, 'rs_1', { content_index: 0, delta });

describe(ResponsesEventReader.name, () => {
  it.each<[string, Event[], ChatEvent[]]>([
    [
      'as OpenAI sends it',
      [
        added(0, { ...message(''), content: [] }),
        about('content_part.added', 0, 'msg_1', {
          content_index: 0,
          part: { type: 'output_text', text: '' },
        }),
        textDelta('a'),
        textDelta('b'),
        textDone('ab'),
        partDone({ type: 'output_text', text: 'ab' }),
        ended(0, message('ab')),
        completed([message('ab')]),
      ],
      [text('a'), text('b'), stop],
    ],
    ['without anything but its end', [textDone('ab'), completed([])], [text('ab'), stop]],
    [
      'with a part that only ends',
      [partDone({ type: 'output_text', text: 'ab' }), completed([])],
      [text('ab'), stop],
    ],
    ['with an item that only ends', [ended(0, message('ab')), completed([])], [text('ab'), stop]],
    ['in the last event alone', [completed([message('ab')])], [text('ab'), stop]],
    [
      'that lost its last delta',
      [textDelta('a'), textDone('ab'), completed([])],
      [text('a'), text('b'), stop],
    ],
    [
      'without indexes',
      [{ type: 'response.output_text.delta', delta: 'a' }, completed([message('a')])],
      [text('a'), stop],
    ],
    [
      'under another id with each event',
      [
        added(0, message('', 'x1')),
        textDelta('a', { item_id: 'x2' }),
        ended(0, message('a', 'x3')),
        completed([message('a', 'x4')]),
      ],
      [text('a'), stop],
    ],
    [
      'numbered anew in the last event',
      [added(1, message('')), textDelta('a', { output_index: 1 }), completed([message('a', 'other')])],
      [text('a'), stop],
    ],
    [
      'in two parts and two messages',
      [
        textDelta('a'),
        textDelta('b', { content_index: 1 }),
        textDelta('c', { output_index: 1, item_id: 'msg_2' }),
        completed([message('a'), message('c', 'msg_2')]),
      ],
      [text('a'), text('b'), text('c'), stop],
    ],
    [
      'that the model refused',
      [
        about('refusal.delta', 0, 'msg_1', { content_index: 0, delta: 'no' }),
        about('refusal.done', 0, 'msg_1', { content_index: 0, refusal: 'no!' }),
        completed([{ ...message(''), content: [{ type: 'refusal', refusal: 'no!' }] }]),
      ],
      [{ type: 'refusal-delta', text: 'no' }, { type: 'refusal-delta', text: '!' }, stop],
    ],
  ])('reads a text %s', (_case, events, expected) => {
    expect(read([created, ...events]).read).toEqual([start, ...expected]);
  });

  it.each<[string, Event[], ChatEvent[]]>([
    [
      'as OpenAI sends it',
      [
        added(0, call('')),
        argsDelta(0, 'fc_1', '{"x"'),
        argsDelta(0, 'fc_1', ':1}'),
        argsDone(0, 'fc_1', '{"x":1}'),
        ended(0, call('{"x":1}')),
        completed([call('{"x":1}')]),
      ],
      [begin(0), args(0, '{"x"'), args(0, ':1}'), calls],
    ],
    [
      'whose arguments come only at their end',
      [added(0, call('')), argsDone(0, 'fc_1', '{}'), completed([call('{}')])],
      [begin(0), args(0, '{}'), calls],
    ],
    ['that only ends', [ended(0, call('{}')), completed([])], [begin(0), args(0, '{}'), calls]],
    ['in the last event alone', [completed([call('{}')])], [begin(0), args(0, '{}'), calls]],
    [
      'that repeats placeholders when it begins',
      [added(0, call('{}')), argsDelta(0, 'fc_1', '{"x":1}'), ended(0, call('{"x":1}')), completed([])],
      [begin(0), args(0, '{"x":1}'), calls],
    ],
    [
      'whose name comes last',
      [
        added(0, call('', { name: '' })),
        argsDelta(0, 'fc_1', '{}'),
        argsDone(0, 'fc_1', '{}'),
        ended(0, call('{}')),
        completed([]),
      ],
      [begin(0), args(0, '{}'), calls],
    ],
    [
      'that mixes with another',
      [
        added(0, call('')),
        added(1, call('', { id: 'fc_2', call_id: 'c2', name: 'g' })),
        argsDelta(1, 'fc_2', '{'),
        argsDelta(0, 'fc_1', '[]'),
        argsDelta(1, 'fc_2', '}'),
        completed([call('[]'), call('{}', { id: 'fc_2', call_id: 'c2', name: 'g' })]),
      ],
      [begin(0), begin(1, 'c2', 'g'), args(1, '{'), args(0, '[]'), args(1, '}'), calls],
    ],
    [
      'under the index of another',
      [
        added(0, call('')),
        argsDelta(0, 'fc_1', '{}'),
        added(0, call('', { id: 'fc_2', call_id: 'c2' })),
        argsDelta(0, 'fc_2', '[]'),
        ended(0, call('{}')),
        ended(0, call('[]', { id: 'fc_2', call_id: 'c2' })),
        completed([call('{}'), call('[]', { id: 'fc_2', call_id: 'c2' })]),
      ],
      [begin(0), args(0, '{}'), begin(1, 'c2'), args(1, '[]'), calls],
    ],
    [
      'beside a text that was told before',
      [textDelta('a'), completed([message('a'), call('{}')])],
      [text('a'), begin(0), args(0, '{}'), calls],
    ],
    ['without an id of the call', [completed([call('', { call_id: undefined })])], [begin(0, 'fc_1'), calls]],
    [
      'of a custom tool',
      [
        added(0, { id: 'ctc_1', type: 'custom_tool_call', call_id: 'c1', name: 'f', input: '' }),
        about('custom_tool_call_input.delta', 0, 'ctc_1', { delta: 'a' }),
        about('custom_tool_call_input.done', 0, 'ctc_1', { input: 'a' }),
        ended(0, { id: 'ctc_1', type: 'custom_tool_call', call_id: 'c1', name: 'f', input: 'a' }),
        completed([]),
      ],
      [begin(0), args(0, '{"input":"a"}'), calls],
    ],
  ])('reads a call %s', (_case, events, expected) => {
    expect(read([created, ...events]).read).toEqual([start, ...expected]);
  });

  it.each<[string, Event[], ChatEvent[]]>([
    [
      'as OpenAI sends it',
      [
        added(0, reasoning([], { encrypted_content: 'early' })),
        summaryDelta(0, 'a'),
        summaryDone(0, 'a'),
        about('reasoning_summary_part.done', 0, 'rs_1', {
          summary_index: 0,
          part: { type: 'summary_text', text: 'a' },
        }),
        summaryDelta(1, 'b'),
        summaryDelta(1, 'c'),
        ended(0, reasoning(['a', 'bc'], { encrypted_content: 'sealed' })),
        completed([reasoning(['a', 'bc'], { encrypted_content: 'sealed' })]),
      ],
      [thought('a'), thought('\n\nb'), thought('c'), seal('sealed', 'rs_1'), stop],
    ],
    [
      'whose parts only end',
      [summaryDone(0, 'a'), summaryDone(1, 'b'), completed([])],
      [thought('a'), thought('\n\nb'), stop],
    ],
    [
      'that is hidden',
      [ended(0, reasoning([], { encrypted_content: 'sealed' })), completed([])],
      [seal('sealed', 'rs_1'), stop],
    ],
    [
      'that only the last event seals',
      [summaryDelta(0, 'a'), completed([reasoning(['a'], { encrypted_content: 'sealed' })])],
      [thought('a'), seal('sealed', 'rs_1'), stop],
    ],
    [
      'told as it is',
      [
        thoughtDelta('a'),
        ended(0, reasoning([], { content: [{ type: 'reasoning_text', text: 'ab' }] })),
        completed([]),
      ],
      [thought('a'), thought('b'), stop],
    ],
    [
      'told twice, as it is and as a summary',
      [thoughtDelta('a'), summaryDelta(0, 's'), thoughtDelta('b'), completed([])],
      [thought('a'), thought('b'), stop],
    ],
    [
      'in two items without a seal',
      [
        ended(0, reasoning(['a'])),
        ended(1, reasoning(['b'], { id: 'rs_2' })),
        completed([reasoning(['a']), reasoning(['b'], { id: 'rs_2' })]),
      ],
      [thought('a'), thought('\n\nb'), stop],
    ],
  ])('reads reasoning %s', (_case, events, expected) => {
    expect(read([created, ...events]).read).toEqual([start, ...expected]);
  });

  it.each<[string, Fields, string]>([
    ['a limit', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
    [
      'a filter',
      { status: 'incomplete', incomplete_details: { reason: 'content_filter' } },
      'content-filter',
    ],
    ['no reason', { status: 'incomplete' }, 'length'],
  ])('reads an answer cut off by %s, under either name', (_case, fields, reason) => {
    for (const type of ['response.incomplete', 'response.completed']) {
      const { sut, read: events } = read([
        created,
        textDelta('a'),
        { type, response: { output: [], ...fields } },
      ]);
      expect(events.at(-1)).toMatchObject({ type: 'finish', reason });
      expect(sut).toMatchObject({ isDone: true, isComplete: true, error: null });
    }
  });

  it.each<[string, Event, object]>([
    [
      'a failed response',
      {
        type: 'response.failed',
        response: { status: 'failed', error: { code: 'server_error', message: 'm' } },
      },
      { code: 'server_error', message: 'm' },
    ],
    [
      'a failed response without a reason',
      { type: 'response.failed', response: {} },
      { message: 'the response failed' },
    ],
    [
      'a cancelled response',
      { type: 'response.completed', response: { status: 'cancelled' } },
      { message: 'the response was cancelled', code: 'response_cancelled' },
    ],
    [
      'an error as documented',
      { type: 'error', code: 'c', message: 'm', param: null },
      { type: null, code: 'c', message: 'm' },
    ],
    [
      'an error as it is sent',
      { type: 'error', error: { type: 'insufficient_quota', code: 'c', message: 'm' } },
      { type: 'insufficient_quota', code: 'c', message: 'm' },
    ],
    ['an error of a proxy', { type: 'oops', error: 'm' }, { message: 'm' }],
  ])('takes %s for what it is', (_case, event, error) => {
    const { sut } = read([created, textDelta('a'), event]);
    expect(sut).toMatchObject({ isDone: true, isComplete: false });
    expect(sut.error).toMatchObject(error);
  });

  it('keeps the first error, and reads nothing after the end', () => {
    const failed = { type: 'response.failed', response: { error: { message: 'second' } } };
    expect(read([created, { type: 'error', message: 'first' }, failed]).sut.error).toMatchObject({
      message: 'first',
    });
    expect(read([created, completed([message('a')]), textDelta('b')]).read).toEqual([start, text('a'), stop]);
  });

  it('takes a stream that stops without its last event for incomplete', () => {
    const { sut } = read([created, textDelta('a'), textDone('a'), ended(0, message('a'))]);
    expect(sut).toMatchObject({ isDone: false, isComplete: false, error: null });
  });

  it.each([
    ['a comment', ': keep-alive\n\n'],
    [
      'an event that only keeps the connection',
      'event: keepalive\ndata: {"type":"keepalive","sequence_number":3}\n\n',
    ],
    ['an end marker of another dialect', 'data: [DONE]\n\n'],
  ])('takes %s for a sign of life', (_case, frame) => {
    expect(new ResponsesEventReader().read(Buffer.from(frame))).toBeNull();
  });

  it('ignores events and items that it does not know', () => {
    const search = { id: 'ws_1', type: 'web_search_call', status: 'completed' };
    const { read: events } = read([
      created,
      { type: 'response.queued', response: { id: 'resp_1' } },
      added(0, search),
      about('web_search_call.searching', 0, 'ws_1', {}),
      ended(0, search),
      added(1, message('')),
      textDelta('a', { output_index: 1 }),
      about('output_text.annotation.added', 1, 'msg_1', { annotation_index: 0, annotation: {} }),
      { type: 'response.of_next_year', output_index: 7, item: 'x' },
      { type: 'constructor' },
      ended(2, { type: 'toString', id: 'x_1' }),
      completed([search, message('a')]),
    ]);
    expect(events).toEqual([start, text('a'), stop]);
  });

  it('reads events whose data has no type by the name of the event', () => {
    const sut = new ResponsesEventReader();
    const frame = 'event: response.output_text.delta\ndata: {"delta":"a","output_index":0}\n\n';
    expect(sut.read(Buffer.from(frame))).toEqual([{ type: 'start', id: '', model: '' }, text('a')]);
  });

  it('refuses an event that cannot be read', () => {
    const sut = new ResponsesEventReader();
    expect(() => sut.read(Buffer.from('data: {"type":"response.output_text.delta","delta":"a\n\n'))).toThrow(
      'JSON',
    );
  });

  it('tells the usage in buckets that do not overlap', () => {
    const usage = {
      input_tokens: 60,
      input_tokens_details: { cached_tokens: 20, cache_write_tokens: 30 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 4 },
      total_tokens: 67,
    };
    expect(read([created, completed([], { usage })]).read).toContainEqual({
      type: 'usage',
      usage: {
        inputTokens: 10,
        cacheReadTokens: 20,
        cacheWriteTokens: 30,
        outputTokens: 3,
        reasoningTokens: 4,
      },
    });
  });
});

describe(readResponsesAnswer, () => {
  it('puts a whole answer together', () => {
    const answer = {
      id: 'resp_1',
      model: 'm',
      status: 'completed',
      output: [reasoning(['a', 'b'], { encrypted_content: 's' }), message('text'), call('{}')],
      usage: { input_tokens: 1, output_tokens: 2 },
    };
    expect(foldChatEvents(readResponsesAnswer(answer))).toEqual({
      id: 'resp_1',
      model: 'm',
      parts: [
        {
          type: 'reasoning',
          text: 'a\n\nb',
          signature: { format: 'openai-responses-v1', value: 's', itemId: 'rs_1' },
        },
        { type: 'text', text: 'text' },
        { type: 'tool-call', id: 'c1', name: 'f', argumentsText: '{}' },
      ],
      usage: { inputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0, outputTokens: 2, reasoningTokens: 0 },
      finishReason: 'tool-calls',
      stopSequence: null,
    });
  });
});

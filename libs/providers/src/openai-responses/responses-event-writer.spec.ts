import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import { parseSseFrame } from '../sse/sse-frame.js';
import { SseSplitter } from '../sse/sse-splitter.js';
import { encodeResponsesAnswer } from './encode-responses-answer.js';
import { ResponsesEventWriter } from './responses-event-writer.js';

type Item = Record<string, unknown> & { id: string; type: string };
type StreamEvent = Record<string, unknown> & {
  type: string;
  sequence_number: number;
  response?: Record<string, unknown> & { output: Item[] };
};

const call = (body: object = {}) => ({
  surface: 'openai-responses' as const,
  bytes: BodyBytes.read(Buffer.from('{}')),
  body: { model: 'asked', input: 'hi', ...body },
  model: 'asked',
  wantsStream: true,
  wantsUsage: true,
});

const customTools = { tools: [{ type: 'custom', name: 'patch' }] };

const eventsOf = (text: string): StreamEvent[] =>
  new SseSplitter().push(Buffer.from(text)).map((frame) => {
    const { event, data } = parseSseFrame(frame);
    const value = JSON.parse(data ?? '') as StreamEvent;
    expect(event).toBe(value.type);
    return value;
  });

function write(events: ChatEvent[], body: object = {}): StreamEvent[] {
  const sut = new ResponsesEventWriter(call(body), 0);
  return eventsOf(events.map((event) => sut.write(event)).join('') + sut.end());
}

const start: ChatEvent = { type: 'start', id: 'c1', model: 'real' };
const text = (value: string): ChatEvent => ({ type: 'text-delta', text: value });
const refusal = (value: string): ChatEvent => ({ type: 'refusal-delta', text: value });
const thought = (value: string): ChatEvent => ({ type: 'reasoning-delta', text: value });
const seal = (format: string, value: string, itemId: string | null = null): ChatEvent => ({
  type: 'reasoning-signature',
  signature: { format, value, itemId },
});
const begin = (index: number, name = 'f'): ChatEvent => ({
  type: 'tool-call-start',
  index,
  id: `c${index}`,
  name,
});
const args = (index: number, argumentsText: string): ChatEvent => ({
  type: 'tool-call-delta',
  index,
  argumentsText,
});
const finish = (reason: 'stop' | 'length' | 'tool-calls' | 'content-filter'): ChatEvent => ({
  type: 'finish',
  reason,
  stopSequence: null,
});
const usage = {
  inputTokens: 10,
  cacheReadTokens: 20,
  cacheWriteTokens: 30,
  outputTokens: 3,
  reasoningTokens: 4,
};

/** What of an item matters for a comparison: everything but its id. */
const withoutIds = (items: readonly Item[]) => items.map(({ id: _id, ...rest }) => rest);

const message = (content: object[], status = 'completed') => ({
  type: 'message',
  role: 'assistant',
  status,
  content,
});
const said = (value: string) => ({ type: 'output_text', text: value, annotations: [], logprobs: [] });
const called = (index: number, argumentsText: string, status = 'completed') => ({
  type: 'function_call',
  status,
  call_id: `c${index}`,
  name: 'f',
  arguments: argumentsText,
});
const thoughtItem = (value: string, sealed?: string) => ({
  type: 'reasoning',
  summary: value === '' ? [] : [{ type: 'summary_text', text: value }],
  ...(sealed !== undefined && { encrypted_content: sealed }),
});

const answers: [string, ChatEvent[], object[]][] = [
  ['text', [start, text('a'), text('b'), finish('stop')], [message([said('ab')])]],
  ['nothing at all', [start, finish('stop')], []],
  ['no start', [text('a'), finish('stop')], [message([said('a')])]],
  [
    'a text, then a refusal',
    [start, text('a'), refusal('no'), refusal('!'), finish('stop')],
    [message([said('a'), { type: 'refusal', refusal: 'no!' }])],
  ],
  [
    'thinking, then text',
    [start, thought('h'), thought('m'), text('a'), finish('stop')],
    [thoughtItem('hm'), message([said('a')])],
  ],
  [
    'thinking sealed by another provider',
    [start, thought('h'), seal('f', 's'), thought('i'), text('a'), finish('stop')],
    [thoughtItem('h', 'switchyard:f::s'), thoughtItem('i'), message([said('a')])],
  ],
  [
    'hidden thinking of another provider',
    [start, { type: 'redacted-reasoning', format: 'f', data: 'd' }, text('a'), finish('stop')],
    [thoughtItem('', 'switchyard:f:redacted:d'), message([said('a')])],
  ],
  [
    'text around a call',
    [start, text('a'), begin(0), args(0, '{"x"'), args(0, ':1}'), text('b'), finish('tool-calls')],
    [message([said('a')]), called(0, '{"x":1}'), message([said('b')])],
  ],
  [
    'calls that mix',
    [start, begin(0), args(0, '{"x"'), begin(1), args(1, '{}'), args(0, ':1}'), finish('tool-calls')],
    [called(0, '{"x":1}'), called(1, '{}')],
  ],
  ['a call without arguments', [start, begin(0), finish('tool-calls')], [called(0, '')]],
  [
    'a text that was cut off',
    [start, text('a'), begin(0), args(0, '{}'), text('b'), finish('length')],
    [message([said('a')]), called(0, '{}'), message([said('b')], 'incomplete')],
  ],
  [
    'a call that was cut off',
    [start, begin(0), args(0, '{}'), begin(1), args(1, '{"x'), finish('length')],
    [called(0, '{}'), called(1, '{"x', 'incomplete')],
  ],
];

describe(ResponsesEventWriter.name, () => {
  it.each(answers)('keeps the grammar with %s', (_case, events, items) => {
    const { response, output } = replayStream(write(events));
    expect(withoutIds(output)).toEqual(items);
    expect(response.output).toEqual(output);
  });

  it.each(answers)('ends with the object that a whole answer is, with %s', (_case, events) => {
    const { response } = replayStream(write(events));
    const whole = encodeResponsesAnswer(foldChatEvents(events), call(), 0);
    expect({ ...response, ...commonOf(whole) }).toEqual(response);
    expect(withoutIds(whole.output as Item[])).toEqual(withoutIds(response.output));
  });

  it.each<[string, ChatEvent, string, object | null]>([
    ['an end', finish('stop'), 'response.completed', null],
    ['a limit', finish('length'), 'response.incomplete', { reason: 'max_output_tokens' }],
    ['a filter', finish('content-filter'), 'response.incomplete', { reason: 'content_filter' }],
    ['calls', finish('tool-calls'), 'response.completed', null],
  ])('tells of %s', (_case, event, type, details) => {
    const last = write([start, text('a'), event]).at(-1);
    expect(last).toMatchObject({
      type,
      response: { status: type.slice('response.'.length), incomplete_details: details, error: null },
    });
  });

  it('ends a call before the next begins once nothing can follow in it', () => {
    const types = write([start, begin(0), args(0, '{}'), begin(1), args(1, '{}'), finish('tool-calls')])
      .filter(({ type }) => type.startsWith('response.output_item'))
      .map(({ type, output_index: index }) => `${type.slice('response.output_item.'.length)} ${index}`);
    expect(types).toEqual(['added 0', 'done 0', 'added 1', 'done 1']);
  });

  it('turns the function that stands for a custom tool back into it', () => {
    const { output } = replayStream(
      write(
        [start, begin(0, 'patch'), args(0, '{"inp'), args(0, 'ut":"a\\nb"}'), finish('tool-calls')],
        customTools,
      ),
    );
    expect(withoutIds(output)).toEqual([
      { type: 'custom_tool_call', status: 'completed', call_id: 'c0', name: 'patch', input: 'a\nb' },
    ]);
  });

  it('always tells every count, and the last report', () => {
    expect(write([start, finish('stop')]).at(-1)?.response).toMatchObject({
      usage: {
        input_tokens: 0,
        input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
        output_tokens: 0,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: 0,
      },
    });
    expect(write([start, { type: 'usage', usage }, finish('stop')]).at(-1)?.response).toMatchObject({
      usage: {
        input_tokens: 60,
        input_tokens_details: { cached_tokens: 20, cache_write_tokens: 30 },
        output_tokens: 7,
        output_tokens_details: { reasoning_tokens: 4 },
        total_tokens: 67,
      },
    });
  });

  it('gives every item and the answer an id of its own kind', () => {
    const { response, output } = replayStream(
      write([start, thought('h'), text('a'), begin(0), begin(1, 'patch'), finish('tool-calls')], customTools),
    );
    const ids = [String(response.id), ...output.map(({ id }) => id)];
    expect(ids.map((id) => id.slice(0, id.indexOf('_')))).toEqual(['resp', 'rs', 'msg', 'fc', 'ctc']);
    expect(new Set(ids).size).toBe(ids.length);
    const own = write([{ type: 'start', id: 'resp_1', model: 'm' }, finish('stop')]);
    expect(own.at(-1)?.response).toMatchObject({ id: 'resp_1' });
  });

  it('shows its own seal as it is only under the id that it was made with', () => {
    const alone = replayStream(write([start, seal('openai-responses-v1', 's', 'rs_1'), finish('stop')]));
    expect(alone.output).toEqual([{ id: 'rs_1', ...thoughtItem('', 's') }]);
    const told = [start, thought('h'), seal('openai-responses-v1', 's', 'rs_1'), finish('stop')];
    expect(withoutIds(replayStream(write(told)).output)).toEqual([
      thoughtItem('h', 'switchyard:openai-responses-v1:rs_1:s'),
    ]);
  });

  it('repeats what was asked, and keeps nothing', () => {
    const asked = {
      instructions: 'Be brief.',
      tools: [{ type: 'function', name: 'f', parameters: {}, strict: true }],
      tool_choice: 'required',
      temperature: 0.5,
      top_p: 0.9,
      parallel_tool_calls: false,
      metadata: { a: 'b' },
      text: { verbosity: 'low' },
      reasoning: { effort: 'low' },
      max_output_tokens: 50,
      prompt_cache_key: 'k',
    };
    const { response } = replayStream(write([start, finish('stop')], { ...asked, store: true }));
    expect(response).toMatchObject({
      ...asked,
      object: 'response',
      model: 'real',
      store: false,
      previous_response_id: null,
      text: { format: { type: 'text' }, verbosity: 'low' },
      reasoning: { effort: 'low', summary: null },
    });
    expect(response).not.toHaveProperty('user');
  });
});

/** All but what two answers never share: ids and times. */
function commonOf({ id: _id, output: _output, completed_at: _at, ...rest }: Record<string, unknown>) {
  return rest;
}

type Piece = { text: string; isOpen: boolean };

/** Where the pieces of an item grow: the event's name without its last word, and the field of the end that repeats them. */
const pieces: Record<string, { numberField: string | null; whole: string }> = {
  'response.output_text': { numberField: 'content_index', whole: 'text' },
  'response.refusal': { numberField: 'content_index', whole: 'refusal' },
  'response.reasoning_summary_text': { numberField: 'summary_index', whole: 'text' },
  'response.function_call_arguments': { numberField: null, whole: 'arguments' },
  'response.custom_tool_call_input': { numberField: null, whole: 'input' },
};

/**
 * Follows a stream as a strict client does: numbers without a gap, items added in order and ended once, pieces told only
 * between their beginning and their end, and ends that repeat exactly what was told.
 */
function replayStream(events: StreamEvent[]) {
  expect(events.map(({ sequence_number: number }) => number)).toEqual(events.map((_event, index) => index));
  expect(events.slice(0, 2).map(({ type }) => type)).toEqual(['response.created', 'response.in_progress']);
  expect(events[0]?.response).toMatchObject({ status: 'in_progress', output: [], usage: null });
  const last = events.at(-1);
  expect(last?.type).toMatch(/^response\.(completed|incomplete)$/);
  const replay = new Replay();
  for (const event of events.slice(2, -1)) replay.add(event);
  expect(replay.output).toHaveLength(replay.addedCount);
  const response = last?.response;
  if (!response) throw new Error('the last event has no response');
  expect(response.id).toBe(events[0]?.response?.id);
  return { response, output: replay.output };
}

class Replay {
  readonly output: Item[] = [];
  addedCount = 0;
  private readonly open = new Map<number, { id: string; pieces: Map<string, Piece> }>();

  add(event: StreamEvent): void {
    const index = event.output_index as number;
    if (event.type === 'response.output_item.added') this.addItem(index, event.item as Item);
    else if (event.type === 'response.output_item.done') this.endItem(index, event.item as Item);
    else this.addToItem(index, event);
  }

  private addItem(index: number, item: Item): void {
    expect(index).toBe(this.addedCount++);
    this.open.set(index, { id: item.id, pieces: new Map() });
  }

  private endItem(index: number, item: Item): void {
    const open = this.openItem(index, item.id);
    expect([...open.pieces.values()].filter(({ isOpen }) => isOpen)).toEqual([]);
    const told = [...open.pieces.values()].map(({ text }) => text);
    expect(textsOf(item)).toEqual(item.type.endsWith('_call') && told.length === 0 ? [''] : told);
    this.open.delete(index);
    this.output[index] = item;
  }

  private addToItem(index: number, event: StreamEvent): void {
    const open = this.openItem(index, event.item_id);
    const name = event.type.slice(0, event.type.lastIndexOf('.'));
    const step = event.type.slice(name.length + 1);
    if (name.endsWith('_part')) this.changePart(open.pieces, event, step);
    else this.growPiece(open.pieces, event, name, step);
  }

  private growPiece(open: Map<string, Piece>, event: StreamEvent, name: string, step: string): void {
    const kind = pieces[name];
    if (!kind) throw new Error(`unknown event ${event.type}`);
    const piece = this.pieceOf(open, kind.numberField && event[kind.numberField]);
    expect(piece.isOpen).toBe(true);
    if (step === 'delta') piece.text += event.delta;
    else expect(event[kind.whole]).toBe(piece.text);
    if (step === 'done' && kind.numberField === null) piece.isOpen = false;
  }

  private changePart(open: Map<string, Piece>, event: StreamEvent, step: string): void {
    const key = String(event.content_index ?? event.summary_index);
    const part = event.part as Record<string, string>;
    const text = part.text ?? part.refusal;
    if (step === 'added') {
      expect([key, text]).toEqual([String(open.size), '']);
      open.set(key, { text: '', isOpen: true });
    } else {
      expect(open.get(key)).toEqual({ text, isOpen: true });
      open.set(key, { text: text ?? '', isOpen: false });
    }
  }

  /** Arguments have no part: they begin with their item. */
  private pieceOf(open: Map<string, Piece>, number: unknown): Piece {
    if (number === null && !open.has('')) open.set('', { text: '', isOpen: true });
    const piece = open.get(number === null ? '' : String(number));
    if (!piece) throw new Error(`no part ${number} was begun`);
    return piece;
  }

  private openItem(index: number, id: unknown) {
    const item = this.open.get(index);
    expect(item?.id).toBe(id);
    if (!item) throw new Error(`no item ${index} is open`);
    return item;
  }
}

function textsOf({ content, summary, arguments: argumentsText, input }: Item): unknown[] {
  const parts = (content ?? summary ?? []) as Record<string, string>[];
  const own = argumentsText ?? input;
  return own === undefined ? parts.map(({ text, refusal }) => text ?? refusal) : [own];
}

import { describe, expect, it } from 'vitest';
import type { ResponsesRule } from './responses-rules.js';
import { checkResponsesStream } from './responses-stream.js';
import type { StreamSummary } from './stream-summary.js';

type Fields = Record<string, unknown>;
type Event = Fields & { type: string };
type Broken = [what: string, eventNumber: number, events: Event[] | string];

const frame = (event: Event): string => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
const write = (events: readonly Event[]): string =>
  events.map((event, index) => frame({ sequence_number: index, ...event })).join('');

const usage = {
  input_tokens: 3,
  input_tokens_details: { cached_tokens: 1 },
  output_tokens: 2,
  output_tokens_details: { reasoning_tokens: 1 },
  total_tokens: 5,
};
const response = (status: string, fields: Fields = {}) => ({
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  model: 'm',
  status,
  output: [],
  incomplete_details: null,
  error: null,
  usage: null,
  ...fields,
});
const created = { type: 'response.created', response: response('in_progress') };
const inProgress = { type: 'response.in_progress', response: response('in_progress') };
const completed = (output: Fields[], fields: Fields = {}) => ({
  type: 'response.completed',
  response: response('completed', { output, usage, ...fields }),
});
const failed = (fields: Fields = {}) => ({
  type: 'response.failed',
  response: response('failed', { error: { code: 'server_error', message: 'oops' }, ...fields }),
});
const ERROR = { type: 'error', code: 'server_error', message: 'oops', param: null };

const added = (index: number, item: Fields) => ({
  type: 'response.output_item.added',
  output_index: index,
  item,
});
const done = (index: number, item: Fields) => ({
  type: 'response.output_item.done',
  output_index: index,
  item,
});

const TEXT = { type: 'output_text', text: '', annotations: [] };
const message = { id: 'i0', type: 'message', role: 'assistant', status: 'in_progress', content: [] };
const said = { ...message, status: 'completed', content: [{ ...TEXT, text: 'ab' }] };
const at = { item_id: 'i0', output_index: 0, content_index: 0 };
const partAdded = (part: Fields = TEXT, place: Fields = at) => ({
  type: 'response.content_part.added',
  ...place,
  part,
});
const partDone = (part: Fields, place: Fields = at) => ({
  type: 'response.content_part.done',
  ...place,
  part,
});
const textDelta = (delta: string, place: Fields = at) => ({
  type: 'response.output_text.delta',
  ...place,
  delta,
});
const textDone = (text: string) => ({ type: 'response.output_text.done', ...at, text });
const openText = [created, added(0, message), partAdded()];
const toldText = [...openText, textDelta('a'), textDelta('b'), textDone('ab')];
const wholeText = [...toldText, partDone({ ...TEXT, text: 'ab' }), done(0, said)];

const reasoning = { id: 'i0', type: 'reasoning', summary: [] };
const summaryAt = { item_id: 'i0', output_index: 0, summary_index: 0 };
const thought = { ...reasoning, summary: [{ type: 'summary_text', text: 'hm' }], encrypted_content: 'x' };
const wholeReasoning = [
  created,
  added(0, reasoning),
  { type: 'response.reasoning_summary_part.added', ...summaryAt, part: { type: 'summary_text', text: '' } },
  { type: 'response.reasoning_summary_text.delta', ...summaryAt, delta: 'hm' },
  { type: 'response.reasoning_summary_text.done', ...summaryAt, text: 'hm' },
  { type: 'response.reasoning_summary_part.done', ...summaryAt, part: { type: 'summary_text', text: 'hm' } },
  done(0, thought),
];

const call = (index: number, args = '') => ({
  id: `i${index}`,
  type: 'function_call',
  call_id: `call_${index}`,
  name: 'f',
  arguments: args,
  status: args === '' ? 'in_progress' : 'completed',
});
const argsAt = (index: number) => ({ item_id: `i${index}`, output_index: index });
const argsDelta = (index: number, delta: string) => ({
  type: 'response.function_call_arguments.delta',
  ...argsAt(index),
  delta,
});
const argsDone = (index: number, args: string) => ({
  type: 'response.function_call_arguments.done',
  ...argsAt(index),
  name: 'f',
  arguments: args,
});
const toldCall = [
  created,
  added(0, call(0)),
  argsDelta(0, '{"a":'),
  argsDelta(0, '1}'),
  argsDone(0, '{"a":1}'),
];

describe(checkResponsesStream, () => {
  it.each<[string, Event[], Partial<StreamSummary>]>([
    [
      'text',
      [...wholeText, completed([said])],
      { outcome: 'complete', text: 'ab', finishReason: 'completed', usage, error: null },
    ],
    ['nothing', [created, inProgress, completed([])], { text: '' }],
    [
      'what was queued first',
      [
        { ...created, response: response('queued') },
        { type: 'response.queued', response: response('queued') },
        inProgress,
        completed([]),
      ],
      { outcome: 'complete' },
    ],
    ['a summary of reasoning', [...wholeReasoning, completed([thought])], { reasoning: 'hm', text: '' }],
    [
      'reasoning itself',
      [
        created,
        added(0, reasoning),
        partAdded({ type: 'reasoning_text', text: '' }),
        { type: 'response.reasoning_text.delta', ...at, delta: 'hm' },
        { type: 'response.reasoning_text.done', ...at, text: 'hm' },
        partDone({ type: 'reasoning_text', text: 'hm' }),
        done(0, { ...reasoning, content: [{ type: 'reasoning_text', text: 'hm' }] }),
        completed([{ ...reasoning, content: [{ type: 'reasoning_text', text: 'hm' }] }]),
      ],
      { reasoning: 'hm' },
    ],
    [
      'a refusal',
      [
        created,
        added(0, message),
        partAdded({ type: 'refusal', refusal: '' }),
        { type: 'response.refusal.delta', ...at, delta: 'no' },
        { type: 'response.refusal.done', ...at, refusal: 'no' },
        partDone({ type: 'refusal', refusal: 'no' }),
        done(0, { ...said, content: [{ type: 'refusal', refusal: 'no' }] }),
        completed([{ ...said, content: [{ type: 'refusal', refusal: 'no' }] }]),
      ],
      { refusal: 'no', text: '' },
    ],
    [
      'calls side by side, one of them told only whole',
      [
        ...toldCall.slice(0, 3),
        added(1, call(1)),
        argsDone(1, '{}'),
        ...toldCall.slice(3),
        done(1, call(1, '{}')),
        done(0, call(0, '{"a":1}')),
        completed([call(0, '{"a":1}'), call(1, '{}')]),
      ],
      {
        toolCalls: [
          { id: 'call_0', name: 'f', argumentsText: '{"a":1}' },
          { id: 'call_1', name: 'f', argumentsText: '{}' },
        ],
      },
    ],
    [
      'a custom call',
      [
        created,
        added(0, { id: 'i0', type: 'custom_tool_call', call_id: 'c', name: 'f', input: '' }),
        { type: 'response.custom_tool_call_input.delta', ...argsAt(0), delta: 'xy' },
        { type: 'response.custom_tool_call_input.done', ...argsAt(0), input: 'xy' },
        done(0, { id: 'i0', type: 'custom_tool_call', call_id: 'c', name: 'f', input: 'xy' }),
        completed([{ id: 'i0', type: 'custom_tool_call', call_id: 'c', name: 'f', input: 'xy' }]),
      ],
      { toolCalls: [{ id: 'c', name: 'f', argumentsText: 'xy' }] },
    ],
    [
      'an item and events of types it does not know',
      [
        created,
        added(0, { id: 'i0', type: 'web_search_call', status: 'in_progress' }),
        { type: 'response.web_search_call.searching', ...argsAt(0) },
        done(0, { id: 'i0', type: 'web_search_call', status: 'completed' }),
        completed([{ id: 'i0', type: 'web_search_call', status: 'completed' }]),
      ],
      { outcome: 'complete' },
    ],
    [
      'a citation',
      [
        ...openText,
        textDelta('ab'),
        { type: 'response.output_text.annotation.added', ...at, annotation_index: 0, annotation: {} },
        ...wholeText.slice(5),
        completed([said]),
      ],
      { text: 'ab' },
    ],
    [
      'what hit the limit',
      [
        ...wholeText,
        {
          type: 'response.incomplete',
          response: response('incomplete', {
            output: [said],
            usage,
            incomplete_details: { reason: 'max_output_tokens' },
          }),
        },
      ],
      { outcome: 'complete', text: 'ab', finishReason: 'max_output_tokens' },
    ],
    [
      'a failure within an item',
      [...openText, textDelta('half'), failed()],
      {
        outcome: 'failed',
        text: 'half',
        finishReason: null,
        error: { code: 'server_error', message: 'oops' },
      },
    ],
    ['a failure that lists what was done', [...wholeText, failed({ output: [said] })], { outcome: 'failed' }],
    [
      'an error within an item',
      [...openText, ERROR],
      { outcome: 'failed', error: expect.objectContaining({ message: 'oops' }) },
    ],
    ['an error at once', [ERROR], { outcome: 'failed' }],
    [
      'an error whose number leaps, and the response that failed with it',
      [
        ...openText,
        { ...ERROR, sequence_number: 900 },
        { ...failed({ id: 'resp_2' }), sequence_number: 901 },
      ],
      { outcome: 'failed', error: expect.objectContaining({ message: 'oops' }) },
    ],
  ])('takes %s', (_case, events, summary) => {
    expect(checkResponsesStream(write(events))).toMatchObject(summary);
  });

  it('counts comments', () => {
    const text = `: hi\n\n${write([created, completed([])])}: bye\n\n`;
    expect(checkResponsesStream(text).keepAlives).toBe(2);
  });

  const whole = write([...wholeText, completed([said])]);
  const broken: Record<ResponsesRule, Broken[]> = {
    framing: [['a cut event', 2, `${write([created])}event: x\n`]],
    json: [['garbage', 1, 'event: error\ndata: {{\n\n']],
    'no-done': [['[DONE]', 10, `${whole}data: [DONE]\n\n`]],
    name: [
      ['no name', 1, frame({ ...created, sequence_number: 0 }).replace('event: response.created\n', '')],
      ['another name', 1, frame({ ...created, sequence_number: 0 }).replace('event: ', 'event: x.')],
    ],
    shape: [
      ['no number', 1, frame(created)],
      ['no type', 1, 'event: x\ndata: {"sequence_number":0}\n\n'],
      ['a response without id', 1, [{ ...created, response: response('in_progress', { id: undefined }) }]],
      ['an item without id', 2, [created, added(0, { ...message, id: undefined })]],
      ['a call without call id', 2, [created, added(0, { ...call(0), call_id: undefined })]],
      ['a call without name', 2, [created, added(0, { ...call(0), name: '' })]],
      ['a delta that is no text', 4, [...openText, { ...textDelta(''), delta: 1 }]],
      [
        'a delta without the index of its part',
        4,
        [...openText, { ...textDelta('a'), content_index: undefined }],
      ],
      ['an event of an item without its id', 4, [...openText, { ...textDelta('a'), item_id: undefined }]],
      ['an unknown part', 3, [created, added(0, message), partAdded({ type: 'text', text: '' })]],
      ['an error without message', 1, [{ ...ERROR, message: undefined }]],
    ],
    sequence: [
      ['a first number 1', 1, [{ ...created, sequence_number: 1 }]],
      ['a skipped number', 2, [created, { ...inProgress, sequence_number: 2 }]],
      ['a repeated number', 2, [created, { ...inProgress, sequence_number: 0 }]],
    ],
    created: [
      ['another first event', 1, [inProgress]],
      ['a second creation', 2, [created, created]],
    ],
    progress: [
      ['progress twice', 3, [created, inProgress, inProgress]],
      ['progress after an item', 3, [created, added(0, message), inProgress]],
    ],
    'same-response': [
      ['another id', 2, [created, { ...inProgress, response: response('in_progress', { id: 'resp_2' }) }]],
    ],
    status: [
      ['a creation that is done', 1, [{ ...created, response: response('completed') }]],
      ['an end that is in progress', 2, [created, { ...completed([]), response: response('in_progress') }]],
      [
        'an incomplete end without reason',
        2,
        [
          created,
          { ...completed([]), type: 'response.incomplete', response: response('incomplete', { usage }) },
        ],
      ],
      ['a completed end with a reason', 2, [created, completed([], { incomplete_details: { reason: 'x' } })]],
      ['a failure without an error', 2, [created, failed({ error: null })]],
    ],
    'output-index': [
      ['a first item 1', 2, [created, added(1, message)]],
      ['an index twice', 3, [created, added(0, message), added(0, { ...message, id: 'i1' })]],
    ],
    'item-empty': [
      ['content', 2, [created, added(0, { ...message, content: [TEXT] })]],
      ['a summary', 2, [created, added(0, thought)]],
      ['arguments', 2, [created, added(0, call(0, '{}'))]],
    ],
    'item-open': [
      ['a delta of no item', 2, [created, textDelta('a')]],
      ['another id', 4, [...openText, textDelta('a', { ...at, item_id: 'i9' })]],
      ['the end of no item', 2, [created, done(0, said)]],
      ['an end twice', 9, [...wholeText, done(0, said)]],
      ['a delta after the end', 9, [...wholeText, textDelta('c')]],
      [
        'an unknown event of no item',
        2,
        [created, { type: 'response.web_search_call.searching', ...argsAt(0) }],
      ],
    ],
    'item-same': [
      ['another id', 8, [...wholeText.slice(0, 7), done(0, { ...said, id: 'i9' })]],
      ['another type', 6, [...toldCall, done(0, { ...said })]],
      ['another call id', 6, [...toldCall, done(0, { ...call(0, '{"a":1}'), call_id: 'x' })]],
      ['another name', 6, [...toldCall, done(0, { ...call(0, '{"a":1}'), name: 'g' })]],
    ],
    'item-content': [
      ['other text', 8, [...wholeText.slice(0, 7), done(0, { ...said, content: [{ ...TEXT, text: 'a' }] })]],
      ['no text', 8, [...wholeText.slice(0, 7), done(0, { ...said, content: [] })]],
      ['other arguments', 6, [...toldCall, done(0, call(0, '{}'))]],
      ['another summary', 7, [...wholeReasoning.slice(0, 6), done(0, reasoning)]],
      [
        'an item still in progress',
        8,
        [...wholeText.slice(0, 7), done(0, { ...said, status: 'in_progress' })],
      ],
    ],
    'part-type': [
      ['text in reasoning', 3, [created, added(0, reasoning), partAdded()]],
      ['text in a call', 3, [created, added(0, call(0)), partAdded()]],
      [
        'reasoning in a message',
        3,
        [created, added(0, message), partAdded({ type: 'reasoning_text', text: '' })],
      ],
      [
        'a summary among content',
        3,
        [created, added(0, reasoning), partAdded({ type: 'summary_text', text: '' })],
      ],
    ],
    'part-index': [
      ['a first part 1', 3, [created, added(0, message), partAdded(TEXT, { ...at, content_index: 1 })]],
      ['an index twice', 4, [...openText, partAdded()]],
    ],
    'part-empty': [['text', 3, [created, added(0, message), partAdded({ ...TEXT, text: 'a' })]]],
    'part-open': [
      ['a delta of no part', 3, [created, added(0, message), textDelta('a')]],
      ['a delta of another type', 4, [...openText, { type: 'response.refusal.delta', ...at, delta: 'a' }]],
      ['a delta after its part', 8, [...wholeText.slice(0, 7), textDelta('a')]],
      ['an end twice', 8, [...wholeText.slice(0, 7), partDone({ ...TEXT, text: 'ab' })]],
    ],
    'text-done': [
      ['another text', 6, [...openText, textDelta('a'), textDelta('b'), textDone('abc')]],
      ['a text without deltas', 4, [...openText, textDone('a')]],
      ['a text told twice', 7, [...toldText, textDone('ab')]],
      ['a delta after it', 7, [...toldText, textDelta('c')]],
      ['a part without it', 5, [...openText, textDelta('a'), partDone({ ...TEXT, text: 'a' })]],
    ],
    'part-done': [
      ['another text', 7, [...toldText, partDone({ ...TEXT, text: 'a' })]],
      ['another type', 7, [...toldText, partDone({ type: 'refusal', refusal: 'ab' })]],
    ],
    arguments: [
      ['arguments of a message', 4, [...openText, argsDelta(0, 'a')]],
      [
        'the input of a function',
        3,
        [
          created,
          added(0, call(0)),
          { type: 'response.custom_tool_call_input.delta', ...argsAt(0), delta: 'a' },
        ],
      ],
      ['other arguments', 4, [created, added(0, call(0)), argsDelta(0, '{'), argsDone(0, '{}')]],
      ['arguments told twice', 6, [...toldCall, argsDone(0, '{"a":1}')]],
      ['a delta after them', 6, [...toldCall, argsDelta(0, ' ')]],
      ['a call without them', 4, [created, added(0, call(0)), argsDelta(0, '{}'), done(0, call(0, '{}'))]],
    ],
    'all-done': [
      ['an open part', 7, [...toldText, done(0, said)]],
      ['an open item', 8, [...wholeText.slice(0, 7), completed([said])]],
    ],
    output: [
      ['an item that was sent', 9, [...wholeText, completed([])]],
      ['an item that was not', 2, [created, completed([said])]],
      ['an item that is other', 9, [...wholeText, completed([{ ...said, phase: 'final_answer' }])]],
      ['an item before any', 1, [{ ...created, response: response('in_progress', { output: [said] }) }]],
      ['an open item in a failure', 4, [...openText, failed({ output: [message] })]],
    ],
    usage: [
      ['none', 2, [created, completed([], { usage: null })]],
      [
        'no details of the input',
        2,
        [created, completed([], { usage: { ...usage, input_tokens_details: undefined } })],
      ],
      [
        'no details of the output',
        2,
        [created, completed([], { usage: { ...usage, output_tokens_details: {} } })],
      ],
      ['a wrong total', 2, [created, completed([], { usage: { ...usage, total_tokens: 6 } })]],
    ],
    'after-end': [
      ['an event after the end', 3, [created, completed([]), inProgress]],
      ['an error after the end', 3, [created, completed([]), ERROR]],
      ['an end after an error', 3, [created, ERROR, completed([])]],
      ['another response after the one that failed', 4, [created, ERROR, failed(), failed()]],
    ],
    end: [
      ['nothing', 0, ''],
      ['no end', 8, wholeText],
    ],
  };

  it.each(
    Object.entries(broken).flatMap(([rule, cases]) =>
      cases.map((each): [string, ...Broken] => [rule, ...each]),
    ),
  )('by the rule "%s" refuses %s', (rule, _what, eventNumber, events) => {
    const text = typeof events === 'string' ? events : write(events);
    expect(() => checkResponsesStream(text)).toThrow(expect.objectContaining({ rule, eventNumber }));
  });
});

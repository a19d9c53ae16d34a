import { describe, expect, it } from 'vitest';
import type { anthropicRules } from './anthropic-rules.js';
import { checkAnthropicStream } from './anthropic-stream.js';
import { StreamGrammarError } from './stream-judge.js';
import type { StreamSummary } from './stream-summary.js';

type Fields = Record<string, unknown>;
type Broken = [what: string, eventNumber: number, text: string];

const event = (type: string, fields: Fields = {}): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;

const noUsage = {
  input_tokens: 0,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: null,
  output_tokens: 1,
};
const message = {
  id: 'msg_1',
  type: 'message',
  role: 'assistant',
  model: 'm',
  content: [],
  stop_reason: null,
  stop_sequence: null,
  usage: noUsage,
};
const start = event('message_start', { message });
const begin = (index: number, block: Fields) => event('content_block_start', { index, content_block: block });
const delta = (index: number, fields: Fields) => event('content_block_delta', { index, delta: fields });
const stop = (index: number) => event('content_block_stop', { index });

const TEXT = { type: 'text', text: '' };
const THINKING = { type: 'thinking', thinking: '', signature: '' };
const TOOL = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} };
const say = (text: string) => ({ type: 'text_delta', text });
const think = (thinking: string) => ({ type: 'thinking_delta', thinking });
const sign = { type: 'signature_delta', signature: 's' };
const input = (json: string) => ({ type: 'input_json_delta', partial_json: json });

const textBlock = (index: number, text: string) => begin(index, TEXT) + delta(index, say(text)) + stop(index);
const toolBlock = (index: number, ...json: string[]) =>
  begin(index, TOOL) + json.map((part) => delta(index, input(part))).join('') + stop(index);
const end = (reason: string | null, usage: Fields = { output_tokens: 3 }) =>
  event('message_delta', { delta: { stop_reason: reason, stop_sequence: null }, usage });
const STOP = event('message_stop');
const PING = event('ping');
const ERROR = event('error', { error: { type: 'overloaded_error', message: 'busy' } });

describe(checkAnthropicStream, () => {
  it.each<[string, string, Partial<StreamSummary>]>([
    [
      'text',
      start + begin(0, TEXT) + delta(0, say('a')) + delta(0, say('b')) + stop(0) + end('end_turn') + STOP,
      {
        outcome: 'complete',
        text: 'ab',
        finishReason: 'end_turn',
        usage: { ...noUsage, output_tokens: 3 },
        error: null,
      },
    ],
    ['no block', start + end('max_tokens') + STOP, { text: '', finishReason: 'max_tokens' }],
    [
      'thinking, its signature and a tool call',
      start +
        begin(0, THINKING) +
        delta(0, think('h')) +
        delta(0, think('m')) +
        delta(0, sign) +
        stop(0) +
        toolBlock(1, '', '{"a":', '1}') +
        end('tool_use') +
        STOP,
      { reasoning: 'hm', toolCalls: [{ id: 'toolu_1', name: 'f', argumentsText: '{"a":1}' }] },
    ],
    ['a call that the limit cut off', start + toolBlock(0, '{"a":') + end('max_tokens') + STOP, {}],
    ['a call without input', start + toolBlock(0) + end('tool_use') + STOP, {}],
    [
      'blocks that come whole',
      start +
        begin(0, { type: 'redacted_thinking', data: 'x' }) +
        stop(0) +
        begin(1, { type: 'server_tool_use', id: 's', name: 'web_search', input: {} }) +
        delta(1, input('{}')) +
        stop(1) +
        begin(2, { type: 'web_search_tool_result', tool_use_id: 's', content: [] }) +
        stop(2) +
        end('end_turn') +
        STOP,
      { toolCalls: [] },
    ],
    [
      'pings and comments anywhere',
      `: hi\n\n${PING}${start}${PING}${textBlock(0, 'a')}${PING}${end('end_turn')}${STOP}: bye\n\n`,
      { keepAlives: 5 },
    ],
    [
      'several message_deltas, the last of which tells the reason and the usage',
      start + end(null, { output_tokens: 2 }) + end('end_turn', { output_tokens: 4, input_tokens: 9 }) + STOP,
      { usage: { ...noUsage, input_tokens: 9, output_tokens: 4 } },
    ],
    [
      'an error in the middle of a block',
      start + begin(0, TEXT) + delta(0, say('half')) + ERROR,
      {
        outcome: 'failed',
        text: 'half',
        finishReason: null,
        error: { type: 'overloaded_error', message: 'busy' },
      },
    ],
    ['an error at once', ERROR, { outcome: 'failed', usage: null }],
  ])('takes %s', (_case, text, summary) => {
    expect(checkAnthropicStream(text)).toMatchObject(summary);
  });

  const broken: Record<keyof typeof anthropicRules, Broken[]> = {
    framing: [['a cut event', 2, `${start}event: message_stop\n`]],
    json: [['garbage', 2, `${start}event: ping\ndata: {{\n\n`]],
    'no-done': [['[DONE]', 4, `${start}${end('end_turn')}${STOP}data: [DONE]\n\n`]],
    name: [
      ['no name', 1, `data: ${JSON.stringify({ type: 'message_start', message })}\n\n`],
      ['another name', 2, `${start}event: ping\ndata: {"type":"message_stop"}\n\n`],
    ],
    shape: [
      ['an unknown type', 2, start + event('message_end')],
      ['no type', 1, 'event: ping\ndata: {}\n\n'],
      ['no usage', 1, event('message_start', { message: { ...message, usage: undefined } })],
      ['no cache usage', 1, event('message_start', { message: { ...message, usage: { input_tokens: 1 } } })],
      ['no usage at the end', 2, start + end('end_turn', {})],
      ['an unknown stop reason', 2, start + end('stop')],
      ['content in the start', 1, event('message_start', { message: { ...message, content: [TEXT] } })],
      ['a call without id', 2, start + begin(0, { ...TOOL, id: '' })],
      ['a call without name', 2, start + begin(0, { ...TOOL, name: '' })],
      ['thinking without signature', 2, start + begin(0, { type: 'thinking', thinking: '' })],
      ['an unknown block', 2, start + begin(0, { type: 'reasoning' })],
      ['an error without type', 1, event('error', { error: { message: 'x' } })],
    ],
    start: [
      ['a block before the start', 1, textBlock(0, 'a')],
      ['a second start', 2, start + start],
    ],
    'block-order': [
      ['a block in a block', 3, start + begin(0, TEXT) + begin(1, TEXT)],
      ['a delta after its block', 4, start + begin(0, TEXT) + stop(0) + delta(0, say('a'))],
      ['a stop of no block', 2, start + stop(0)],
      ['a block after message_delta', 3, start + end('end_turn') + textBlock(0, 'a')],
    ],
    'block-index': [
      ['a first block 1', 2, start + begin(1, TEXT)],
      ['a skipped index', 5, start + textBlock(0, 'a') + begin(2, TEXT)],
      ['a delta of another block', 3, start + begin(0, TEXT) + delta(1, say('a'))],
      ['a stop of another block', 3, start + begin(0, TEXT) + stop(1)],
    ],
    'block-empty': [
      ['text', 2, start + begin(0, { type: 'text', text: 'a' })],
      ['thinking', 2, start + begin(0, { ...THINKING, thinking: 'a' })],
      ['a signature', 2, start + begin(0, { ...THINKING, signature: 'a' })],
      ['input', 2, start + begin(0, { ...TOOL, input: { a: 1 } })],
    ],
    'delta-type': [
      ['input in text', 3, start + begin(0, TEXT) + delta(0, input(''))],
      ['text in thinking', 3, start + begin(0, THINKING) + delta(0, say('a'))],
      ['thinking in a call', 3, start + begin(0, TOOL) + delta(0, think('a'))],
      ['a signature in text', 3, start + begin(0, TEXT) + delta(0, sign)],
      [
        'text in what comes whole',
        3,
        start + begin(0, { type: 'redacted_thinking', data: 'x' }) + delta(0, say('a')),
      ],
    ],
    'signature-last': [
      ['thinking after it', 4, start + begin(0, THINKING) + delta(0, sign) + delta(0, think('a'))],
      ['another one', 4, start + begin(0, THINKING) + delta(0, sign) + delta(0, sign)],
    ],
    'input-json': [
      ['cut input', 6, start + toolBlock(0, '{"a":') + end('tool_use') + STOP],
      ['cut input before another block', 5, start + toolBlock(0, '{"a":') + begin(1, TEXT)],
      ['input that is no object', 4, start + toolBlock(0, '[1]')],
    ],
    'delta-late': [
      ['message_delta in a block', 3, start + begin(0, TEXT) + end('end_turn')],
      ['no message_delta', 2, start + STOP],
    ],
    'stop-reason': [
      ['none', 3, start + end(null) + STOP],
      ['one too early', 3, start + end('end_turn') + end('end_turn')],
    ],
    'tool-use': [
      ['end_turn beside a call', 6, start + toolBlock(0, '{}') + end('end_turn') + STOP],
      ['tool_use without a call', 3, start + end('tool_use') + STOP],
    ],
    'usage-total': [['a total that falls', 3, start + end(null) + end('end_turn', { output_tokens: 2 })]],
    'after-end': [
      ['a ping after the stop', 4, start + end('end_turn') + STOP + PING],
      ['a stop after an error', 3, start + ERROR + STOP],
    ],
    end: [
      ['no event at all', 0, ''],
      ['an end without message_stop', 2, start + end('end_turn')],
    ],
  };

  it.each(
    Object.entries(broken).flatMap(([rule, cases]) =>
      cases.map((each): [string, ...Broken] => [rule, ...each]),
    ),
  )('by the rule "%s" refuses %s', (rule, _what, eventNumber, text) => {
    expect(() => checkAnthropicStream(text)).toThrow(expect.objectContaining({ rule, eventNumber }));
  });

  it('says in words what is wrong and where', () => {
    expect(() => checkAnthropicStream(start + begin(0, TEXT) + delta(0, input('')))).toThrow(
      new StreamGrammarError(
        'Anthropic Messages',
        'delta-type',
        3,
        'the deltas of a block are of its type',
        'input_json_delta in text',
      ),
    );
  });
});

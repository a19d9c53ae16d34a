import { describe, expect, it } from 'vitest';
import { checkOllamaChatStream, checkOllamaGenerateStream, type ollamaRules } from './ollama-stream.js';
import type { StreamSummary } from './stream-summary.js';

type Fields = Record<string, unknown>;
type Broken = [what: string, eventNumber: number, text: string];

const line = (fields: Fields): string =>
  `${JSON.stringify({ model: 'm', created_at: '2026-01-02T03:04:05.123456789Z', done: false, ...fields })}\n`;
const usage = {
  total_duration: 5,
  load_duration: 0,
  prompt_eval_count: 3,
  prompt_eval_duration: 1,
  eval_count: 2,
  eval_duration: 4,
};
const summary = { done: true, done_reason: 'stop', ...usage };
const ERROR = '{"error":"oops"}\n';

const chat = (message: Fields, fields: Fields = {}) =>
  line({ message: { role: 'assistant', content: '', ...message }, ...fields });
const call = (args: unknown) => ({ tool_calls: [{ function: { name: 'f', arguments: args } }] });
const LAST = chat({}, summary);

describe(checkOllamaChatStream, () => {
  it.each<[string, string, Partial<StreamSummary>]>([
    [
      'text',
      chat({ content: 'a' }) + chat({ content: 'b' }) + LAST,
      { outcome: 'complete', text: 'ab', finishReason: 'stop', usage, error: null },
    ],
    ['text in the last line', chat({ content: 'a' }) + chat({ content: 'b' }, summary), { text: 'ab' }],
    [
      'thinking and calls',
      chat({ thinking: 'hm' }) + chat(call({ a: 1 })) + chat(call({})) + LAST,
      {
        reasoning: 'hm',
        toolCalls: [
          { id: '', name: 'f', argumentsText: '{"a":1}' },
          { id: '', name: 'f', argumentsText: '{}' },
        ],
      },
    ],
    [
      'an error',
      chat({ content: 'half' }) + ERROR,
      { outcome: 'failed', text: 'half', finishReason: null, usage: null, error: { error: 'oops' } },
    ],
  ])('takes %s', (_case, text, expected) => {
    expect(checkOllamaChatStream(text)).toMatchObject(expected);
  });

  const broken: Record<keyof typeof ollamaRules, Broken[]> = {
    framing: [
      ['a last line without its end', 1, LAST.trimEnd()],
      ['an empty line', 2, `${chat({})}\n${LAST}`],
    ],
    json: [
      ['garbage', 1, '{{\n'],
      ['two objects in a line', 1, chat({}).trimEnd() + LAST],
      ['null', 1, 'null\n'],
      ['an event of another dialect', 1, 'data: {}\n'],
    ],
    shape: [
      ['no message', 1, line({})],
      ['the other surface', 1, line({ response: 'a' })],
      ['another role', 1, chat({ role: 'user' })],
      ['no content', 1, chat({ content: undefined })],
      ['no model', 1, chat({}, { model: undefined })],
      ['no time', 1, chat({}, { created_at: undefined })],
      ['a time of another form', 1, chat({}, { created_at: 1_767_000_000 })],
      ['no done', 1, chat({}, { done: undefined })],
      ['arguments as text', 1, chat(call('{}'))],
      ['a call without name', 1, chat({ tool_calls: [{ function: { arguments: {} } }] })],
      ['an error that is no text', 1, '{"error":{"message":"oops"}}\n'],
    ],
    model: [['another model', 2, chat({}) + chat({}, { model: 'other' })]],
    summary: [
      ['no reason', 1, chat({}, { ...summary, done_reason: undefined })],
      ['an unknown reason', 1, chat({}, { ...summary, done_reason: 'tool_calls' })],
      ['no count', 1, chat({}, { ...summary, eval_count: undefined })],
      ['a duration in fractions', 1, chat({}, { ...summary, eval_duration: 1.5 })],
      ['a duration below zero', 1, chat({}, { ...summary, total_duration: -1 })],
    ],
    'after-end': [
      ['a line after the last', 2, LAST + chat({})],
      ['a second last line', 2, LAST + LAST],
      ['a last line after an error', 2, ERROR + LAST],
    ],
    end: [
      ['nothing', 0, ''],
      ['no last line', 1, chat({})],
    ],
  };

  it.each(
    Object.entries(broken).flatMap(([rule, cases]) =>
      cases.map((each): [string, ...Broken] => [rule, ...each]),
    ),
  )('by the rule "%s" refuses %s', (rule, _what, eventNumber, text) => {
    expect(() => checkOllamaChatStream(text)).toThrow(expect.objectContaining({ rule, eventNumber }));
  });
});

describe(checkOllamaGenerateStream, () => {
  it('takes bare text and thinking', () => {
    const text =
      line({ response: '', thinking: 'hm' }) + line({ response: 'a' }) + line({ response: 'b', ...summary });
    expect(checkOllamaGenerateStream(text)).toMatchObject({
      outcome: 'complete',
      text: 'ab',
      reasoning: 'hm',
      toolCalls: [],
      usage,
    });
  });

  it('refuses the lines of a chat', () => {
    expect(() => checkOllamaGenerateStream(LAST)).toThrow(expect.objectContaining({ rule: 'shape' }));
  });
});

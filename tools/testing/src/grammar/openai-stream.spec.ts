import { describe, expect, it } from 'vitest';
import type { OpenAiRule, OpenAiStreamOptions, StrictOpenAiRule } from './openai-rules.js';
import { checkOpenAiChatStream, checkOpenAiCompletionsStream } from './openai-stream.js';
import type { StreamSummary } from './stream-summary.js';

type Fields = Record<string, unknown>;

const data = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
const DONE = 'data: [DONE]\n\n';
const error = { message: 'oops', type: 'server_error', param: null, code: null };
const ERROR = data({ error });
const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };

const strict: OpenAiStreamOptions = { strict: true };
const strictWithUsage: OpenAiStreamOptions = { strict: true, includeUsage: true };

describe(checkOpenAiChatStream, () => {
  /** As little as an endpoint may send. */
  const bare = (delta: Fields, finishReason?: string | null, index = 0) =>
    data({ choices: [{ index, delta, finish_reason: finishReason }] });
  const head = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm' };
  const chunk = (delta: Fields, finishReason: string | null = null, rest: Fields = {}, index = 0) =>
    data({ ...head, choices: [{ index, delta, finish_reason: finishReason }], ...rest });
  const ROLE = chunk({ role: 'assistant', content: '' });
  const FINISH = chunk({}, 'stop');
  const USAGE = data({ ...head, choices: [], usage });
  const calls = (...toolCalls: Fields[]) => chunk({ tool_calls: toolCalls });
  const callHead = { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '' } };
  const args = (index: number, text: string) => ({ index, function: { arguments: text } });

  it.each<[string, OpenAiStreamOptions, string, Partial<StreamSummary>]>([
    [
      'the least',
      {},
      bare({ content: 'a' }) + bare({ content: 'b' }, 'stop') + DONE,
      { outcome: 'complete', text: 'ab', finishReason: 'stop', usage: null, error: null },
    ],
    ['text', strict, ROLE + chunk({ content: 'a' }) + FINISH + DONE, { text: 'a' }],
    [
      'reasoning by either name, and a refusal',
      strict,
      `${ROLE}${chunk({ reasoning_content: 'h' })}${chunk({ reasoning: 'm' })}${chunk({ refusal: 'no' })}${FINISH}${DONE}`,
      { reasoning: 'hm', refusal: 'no', text: '' },
    ],
    [
      'tool calls',
      strict,
      ROLE +
        calls(callHead) +
        calls(args(0, '{"a":')) +
        calls({ ...callHead, index: 1, id: 'b' }) +
        calls(args(0, '1}'), args(1, '{}')) +
        chunk({}, 'tool_calls') +
        DONE,
      {
        toolCalls: [
          { id: 'a', name: 'f', argumentsText: '{"a":1}' },
          { id: 'b', name: 'f', argumentsText: '{}' },
        ],
      },
    ],
    [
      'a custom tool',
      strict,
      ROLE +
        calls({ index: 0, id: 'a', type: 'custom', custom: { name: 'f', input: 'x' } }) +
        calls({ index: 0, custom: { input: 'y' } }) +
        chunk({}, 'tool_calls') +
        DONE,
      { toolCalls: [{ id: 'a', name: 'f', argumentsText: 'xy' }] },
    ],
    [
      'usage that was asked for',
      strictWithUsage,
      ROLE + chunk({}, 'stop', { usage: null }) + USAGE + DONE,
      { usage },
    ],
    [
      'running totals that were asked for',
      { includeUsage: true },
      chunk({ content: 'a' }, null, { usage: { total_tokens: 1 } }) + FINISH + USAGE + DONE,
      { usage },
    ],
    [
      'several choices, of which it tells the first',
      strict,
      chunk({ role: 'assistant', content: 'b' }, null, {}, 1) +
        ROLE +
        FINISH +
        chunk({}, 'length', {}, 1) +
        DONE,
      { text: '', finishReason: 'stop' },
    ],
    ['comments', strict, `: a\n\n${ROLE}: b\n\n${FINISH}${DONE}: c\n\n`, { keepAlives: 3 }],
    ['an error', strictWithUsage, ROLE + ERROR, { outcome: 'failed', finishReason: null, error }],
    ['an error by name', strict, `${ROLE}event: error\n${ERROR}`, { outcome: 'failed' }],
    ['an error at once', strict, ERROR, { outcome: 'failed' }],
  ])('takes %s', (_case, options, text, summary) => {
    expect(checkOpenAiChatStream(text, options)).toMatchObject(summary);
  });

  type Broken = [what: string, eventNumber: number, text: string, options?: OpenAiStreamOptions];
  const brokenAlways: Record<Exclude<OpenAiRule, StrictOpenAiRule>, Broken[]> = {
    framing: [['a cut event', 2, `${ROLE}data: {}`.concat('\n')]],
    json: [['garbage', 2, `${ROLE}data: {{\n\n`]],
    name: [
      ['a named chunk', 1, `event: chunk\n${ROLE}`],
      ['a chunk that is named an error', 1, `event: error\n${ROLE}`],
    ],
    shape: [
      ['another object', 1, data({ object: 'chat.completion', choices: [] })],
      ['no choices', 1, data({ id: 'c1' })],
      ['no delta', 1, data({ choices: [{ index: 0, finish_reason: 'stop' }] })],
      ['no index', 1, data({ choices: [{ delta: {} }] })],
      ['another role', 1, bare({ role: 'user' })],
      ['a call without index', 1, bare({ tool_calls: [{ function: { name: 'f' } }] })],
      [
        'arguments as an object',
        1,
        bare({ tool_calls: [{ index: 0, function: { name: 'f', arguments: {} } }] }),
      ],
      ['no object', 1, data(null)],
      ['an error without type', 1, data({ error: { message: 'oops', param: null, code: null } })],
      ['an error as text', 1, data({ error: 'oops' })],
      ['an error with a number for a code', 1, data({ error: { ...error, code: 500 } })],
    ],
    'same-head': [
      ['another id', 2, ROLE + chunk({}, null, { id: 'c2' })],
      ['another time', 2, ROLE + chunk({}, null, { created: 2 })],
      ['another model', 2, ROLE + chunk({}, null, { model: 'n' })],
    ],
    'call-start': [['a call without name', 2, ROLE + calls(args(0, '{}'))]],
    'usage-unasked': [
      ['a chunk with usage', 2, ROLE + USAGE],
      ['the mere key', 2, ROLE + chunk({}, null, { usage: null })],
    ],
    'finish-missing': [
      ['no finish reason', 2, ROLE + DONE],
      ['one choice of two unfinished', 4, ROLE + chunk({ content: 'b' }, null, {}, 1) + FINISH + DONE],
      ['no choice', 1, DONE],
    ],
    'after-end': [
      ['a second [DONE]', 4, ROLE + FINISH + DONE + DONE],
      ['a chunk after [DONE]', 4, ROLE + FINISH + DONE + ROLE],
      ['[DONE] after an error', 3, ROLE + ERROR + DONE],
    ],
    end: [
      ['nothing', 0, ''],
      ['no [DONE]', 2, ROLE + FINISH],
    ],
  };

  const brokenStrictly: Record<StrictOpenAiRule, Broken[]> = {
    head: [
      ['no id', 1, chunk({ role: 'assistant' }, null, { id: undefined }), strict],
      ['no object', 1, chunk({ role: 'assistant' }, null, { object: undefined }), strict],
      ['no time', 1, chunk({ role: 'assistant' }, null, { created: undefined }), strict],
      ['no model', 2, ROLE + chunk({}, null, { model: undefined }), strict],
    ],
    'choice-index': [
      ['a first choice 1', 2, chunk({ role: 'assistant' }, 'stop', {}, 1) + DONE, strict],
      [
        'a skipped choice',
        3,
        chunk({ role: 'assistant' }, 'stop', {}, 2) + chunk({ role: 'assistant' }, 'stop') + DONE,
        strict,
      ],
    ],
    'role-first': [
      ['no role', 1, chunk({ content: 'a' }), strict],
      ['a role in the second delta', 2, ROLE + ROLE, strict],
    ],
    'call-index': [
      ['a first call 1', 2, ROLE + calls({ ...callHead, index: 1 }), strict],
      ['a skipped call', 3, ROLE + calls(callHead) + calls({ ...callHead, index: 2 }), strict],
    ],
    'call-head': [
      ['no id', 2, ROLE + calls({ ...callHead, id: undefined }), strict],
      ['no type', 2, ROLE + calls({ ...callHead, type: undefined }), strict],
      ['a type that does not fit', 2, ROLE + calls({ ...callHead, type: 'custom' }), strict],
      ['a repeated id', 3, ROLE + calls(callHead) + calls({ ...args(0, ''), id: 'a' }), strict],
      ['a repeated name', 3, ROLE + calls(callHead) + calls({ index: 0, function: { name: 'f' } }), strict],
    ],
    'after-finish': [
      ['text after the reason', 3, ROLE + FINISH + chunk({ content: 'a' }), strict],
      ['a second reason', 3, ROLE + FINISH + FINISH, strict],
    ],
    'finish-word': [
      ['an unknown word', 2, ROLE + chunk({}, 'eos'), strict],
      ['tool_calls without a call', 2, ROLE + chunk({}, 'tool_calls'), strict],
    ],
    'usage-place': [
      ['none that was asked for', 3, ROLE + FINISH + DONE, strictWithUsage],
      ['usage beside a choice', 2, ROLE + chunk({}, 'stop', { usage }), strictWithUsage],
      ['a chunk after it', 3, ROLE + USAGE + FINISH, strictWithUsage],
      ['usage twice', 4, ROLE + FINISH + USAGE + USAGE, strictWithUsage],
    ],
    'usage-total': [
      [
        'no total',
        3,
        ROLE + FINISH + data({ ...head, choices: [], usage: { ...usage, total_tokens: undefined } }),
        strictWithUsage,
      ],
      [
        'a wrong total',
        3,
        ROLE + FINISH + data({ ...head, choices: [], usage: { ...usage, total_tokens: 6 } }),
        strictWithUsage,
      ],
    ],
  };

  const casesOf = (broken: Record<string, Broken[]>) =>
    Object.entries(broken).flatMap(([rule, cases]) =>
      cases.map(
        ([what, eventNumber, text, options = {}]) => [rule, what, eventNumber, text, options] as const,
      ),
    );

  it.each(casesOf({ ...brokenAlways, ...brokenStrictly }))(
    'by the rule "%s" refuses %s',
    (rule, _what, eventNumber, text, options) => {
      expect(() => checkOpenAiChatStream(text, options)).toThrow(
        expect.objectContaining({ rule, eventNumber }),
      );
    },
  );

  it.each(casesOf(brokenStrictly))(
    'by the rule "%s" refuses %s only when it is strict',
    (_rule, _what, _at, text) => {
      const ended = text.endsWith(DONE) ? text : text + bare({}, 'stop') + DONE;
      expect(checkOpenAiChatStream(ended, { includeUsage: true }).outcome).toBe('complete');
    },
  );
});

describe(checkOpenAiCompletionsStream, () => {
  const chunk = (text: string, finishReason: string | null = null) =>
    data({
      id: 'c1',
      object: 'text_completion',
      created: 1,
      model: 'm',
      choices: [{ index: 0, text, finish_reason: finishReason }],
    });

  it('takes text', () => {
    const text = chunk('a') + chunk('b', 'length') + DONE;
    expect(checkOpenAiCompletionsStream(text, strict)).toMatchObject({
      outcome: 'complete',
      text: 'ab',
      finishReason: 'length',
    });
  });

  it.each<[string, string, string]>([
    ['a chat', data({ choices: [{ index: 0, delta: { content: 'a' } }] }), 'shape'],
    ['the object of a chat', data({ object: 'chat.completion.chunk', choices: [] }), 'shape'],
    ['an end without reason', chunk('a') + DONE, 'finish-missing'],
  ])('refuses %s', (_case, text, rule) => {
    expect(() => checkOpenAiCompletionsStream(text)).toThrow(expect.objectContaining({ rule }));
  });
});

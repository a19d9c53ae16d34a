import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.js';
import { type ScriptedAnswer, textAnswer, textOf, toolAnswer } from '../scripted-answer.js';
import type { Asked, DialectName, Frame } from './wire-dialect.js';
import { wireDialects } from './wire-dialects.js';

const asked: Asked = { model: 'm', isStream: true, wantsUsage: true };
/** What stands at a path of a wire body. */
const at = (data: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((value, key) => (value as JsonObject | undefined)?.[key], data);

type Places = {
  text(data: unknown): unknown;
  usage(data: unknown): unknown;
  readonly fullUsage: JsonObject;
  readonly lastFrame: unknown;
};

/** Where each dialect keeps what, told a second time and independently of the code. */
const placesOf: Readonly<Record<DialectName, Places>> = {
  'openai-chat': {
    text: (data) => at(data, 'choices', 0, 'delta', 'content'),
    usage: (data) => at(data, 'usage'),
    fullUsage: { prompt_tokens: 41, completion_tokens: 13, prompt_tokens_details: { cached_tokens: 16 } },
    lastFrame: '[DONE]',
  },
  'openai-responses': {
    text: (data) => (at(data, 'type') === 'response.output_text.delta' ? at(data, 'delta') : undefined),
    usage: (data) => at(data, 'response', 'usage'),
    fullUsage: { input_tokens: 41, output_tokens: 13, input_tokens_details: { cached_tokens: 16 } },
    lastFrame: { type: 'response.completed', response: { status: 'completed' } },
  },
  'anthropic-messages': {
    text: (data) => at(data, 'delta', 'text'),
    usage: (data) => at(data, 'usage') ?? at(data, 'message', 'usage'),
    fullUsage: { input_tokens: 25, cache_read_input_tokens: 16, output_tokens: 13 },
    lastFrame: { type: 'message_stop' },
  },
  'ollama-chat': {
    text: (data) => at(data, 'message', 'content'),
    usage: (data) => (at(data, 'eval_count') === undefined ? undefined : data),
    fullUsage: { prompt_eval_count: 41, eval_count: 13 },
    lastFrame: { done: true, done_reason: 'stop' },
  },
};

describe.each(wireDialects)('the dialect $name', (sut) => {
  const places = placesOf[sut.name];
  const framesOf = (answer: ScriptedAnswer) => sut.frames(answer, asked);
  const usagesOf = (answer: ScriptedAnswer) =>
    framesOf(answer).flatMap(({ data }) => (typeof data === 'string' ? [] : (places.usage(data) ?? [])));
  const dataOf = (frame: Frame | undefined) => frame?.data;

  it('says the text piece by piece, and ends with its own last word', () => {
    const frames = framesOf(textAnswer);
    const pieces = frames.map(({ data }) => (typeof data === 'string' ? '' : (places.text(data) ?? '')));
    expect(pieces.join('')).toBe(textOf(textAnswer));
    expect(frames.filter(({ part }) => part === 'content')).toHaveLength(textAnswer.textPieces.length);
    expect(frames.filter(({ part }) => part === 'finish')).toHaveLength(1);
    const last = dataOf(frames.at(-1));
    if (typeof places.lastFrame === 'string') expect(last).toBe(places.lastFrame);
    else expect(last).toMatchObject(places.lastFrame as object);
  });

  it('says the same as a whole answer, and reports the same', () => {
    const body = sut.whole(textAnswer, asked);
    expect(JSON.stringify(body)).toContain(textOf(textAnswer));
    expect(JSON.stringify(sut.whole(toolAnswer, asked))).toContain('Gleis 7 Süd');
    const usage = places.usage(body) ?? places.usage({ response: body });
    expect(usage).toMatchObject(places.fullUsage);
  });

  it.each(['usual', 'last', 'running'] as const)(
    'reports all usage in its last report: %s',
    (usageReports) => {
      const reports = usagesOf({ ...textAnswer, usageReports });
      const merged = Object.assign({}, ...reports);
      expect(merged).toMatchObject(places.fullUsage);
      if (usageReports === 'running') expect(reports.length).toBeGreaterThan(1);
    },
  );

  it('reports zeros, or nothing, when that is what is wanted', () => {
    const zeros = usagesOf({ ...textAnswer, usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0 } });
    expect(zeros.length).toBeGreaterThan(0);
    expect(JSON.stringify(zeros)).not.toMatch(/"\w*(tokens|_count)":[1-9]/);
    expect(usagesOf({ ...textAnswer, usage: null })).toEqual([]);
  });

  it('tells a tool call in fragments or at its end', () => {
    const inPieces = framesOf(toolAnswer).map((frame, index) => sut.encode(frame, index));
    const atEnd = framesOf({ ...toolAnswer, argumentsArrive: 'at-the-end' });
    expect(inPieces.join('')).toContain('set_signal');
    expect(atEnd.filter(({ part }) => part === 'content')).toEqual([]);
    expect(atEnd.map((frame, index) => sut.encode(frame, index)).join('')).toContain('Gleis 7 Süd');
  });

  it('encodes one frame as lines that end, with the JSON in one of them', () => {
    const encoded = framesOf(textAnswer).map((frame, index) => sut.encode(frame, index));
    for (const text of encoded) expect(text.endsWith('\n')).toBe(true);
    const json = encoded[0]?.split('\n').find((line) => line.includes('{')) ?? '';
    expect(() => JSON.parse(json.slice(json.indexOf('{')))).not.toThrow();
  });

  it('streams only when asked, by its own rule', () => {
    expect(sut.read({ model: 'm', stream: true }).isStream).toBe(true);
    expect(sut.read({ model: 'm', stream: false }).isStream).toBe(false);
    expect(sut.read({ model: 'm' }).isStream).toBe(sut.name === 'ollama-chat');
  });

  it('has errors of its own, as a body and within a stream', () => {
    const failure = { status: 429, message: 'too much', isQuota: false };
    expect(JSON.stringify(sut.errorBody(failure))).toContain('too much');
    expect(sut.encode(sut.errorFrame(failure), 3)).toContain('too much');
    const quota = sut.errorBody({ ...failure, isQuota: true });
    expect(JSON.stringify(quota) !== JSON.stringify(sut.errorBody(failure))).toBe(sut.tellsQuota);
  });
});

describe('the dialect openai-chat', () => {
  const [sut] = wireDialects;

  it('reports no usage in a stream that did not ask for it', () => {
    const frames = sut?.frames(textAnswer, { ...asked, wantsUsage: false }) ?? [];
    expect(JSON.stringify(frames)).not.toContain('usage');
  });
});

describe('the dialect openai-responses', () => {
  it('numbers its events', () => {
    const sut = wireDialects[1];
    const frames = sut?.frames(textAnswer, asked) ?? [];
    const numbers = frames.map(
      (frame, index) => /"sequence_number":(\d+)/.exec(sut?.encode(frame, index) ?? '')?.[1],
    );
    expect(numbers).toEqual(frames.map((_frame, index) => String(index)));
  });
});

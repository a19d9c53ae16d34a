import { foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import { ollamaUpstreamDialect } from './ollama-upstream.dialect.js';
import { OllamaEventReader } from './read-ollama-events.js';

const { natives, chat, embeddings } = ollamaUpstreamDialect;
const native = (surface: keyof typeof natives): NativeSurface => {
  const found = natives[surface];
  if (!found) throw new Error(`${surface} is not native`);
  return found;
};
const call: ClientCall = {
  surface: 'ollama-chat',
  bytes: BodyBytes.read(Buffer.from('{}')),
  body: {},
  model: 'virtual',
  wantsStream: true,
  wantsUsage: true,
};
const counts = { prompt_eval_count: 3, eval_count: 2 };
const head = { model: 'llama3.2', created_at: '2026-01-01T00:00:00Z' };
const chatAnswer = {
  ...head,
  message: { role: 'assistant', content: 'Hi', thinking: 'Hm.', tool_calls: [{ function: { name: 'f' } }] },
  done: true,
  done_reason: 'stop',
  ...counts,
};
const generateAnswer = {
  ...head,
  response: 'Hi',
  thinking: 'Hm.',
  done: true,
  done_reason: 'stop',
  context: [1, 2],
  ...counts,
};

describe('whole answers of Ollama', () => {
  it.each([
    ['ollama-chat', chatAnswer, true],
    ['ollama-chat', { ...head, done: true, done_reason: 'load', message: { role: 'assistant' } }, true],
    ['ollama-chat', generateAnswer, false],
    ['ollama-chat', { choices: [] }, false],
    ['ollama-generate', generateAnswer, true],
    ['ollama-generate', { ...head, done: true, image: 'AAAA' }, true],
    ['ollama-generate', { status: 'ok' }, false],
    ['ollama-embed', { embeddings: [[1]] }, true],
    ['ollama-embed', { embeddings: [] }, true],
    ['ollama-embed', { embedding: [1] }, false],
    ['ollama-embeddings', { embedding: [1] }, true],
    ['ollama-embeddings', { embeddings: [[1]] }, false],
  ] as const)('on %s: %j (%s)', (surface, body, isAnswer) => {
    expect(native(surface).holdsAnswer(body)).toBe(isAnswer);
  });

  it.each(Object.keys(natives) as (keyof typeof natives)[])(
    'on %s may be an error in disguise',
    (surface) => {
      expect(native(surface).findError({ error: 'model not found' })).toEqual({ message: 'model not found' });
      expect(native(surface).findError({})).toBeNull();
    },
  );

  it('give the usage of embeddings, where there is one', () => {
    expect(native('ollama-embed').readAnswer({ embeddings: [[1]], prompt_eval_count: 8 })).toMatchObject([
      { type: 'usage', usage: { inputTokens: 8, outputTokens: 0 } },
    ]);
    expect(native('ollama-embeddings').readAnswer({ embedding: [1] })).toEqual([]);
  });
});

describe('a native stream of Ollama', () => {
  it.each(['ollama-chat', 'ollama-generate'] as const)('on %s passes as it is, and is watched', (surface) => {
    const lines = [
      surface === 'ollama-chat'
        ? { ...head, message: { role: 'assistant', content: 'Hi' }, done: false }
        : { ...head, response: 'Hi', done: false },
      { ...head, done: true, done_reason: 'stop', ...counts },
    ].map((line) => Buffer.from(`${JSON.stringify(line)}\n`));
    const sut = native(surface).streaming?.observe(call);
    const frames = lines.map((line) => sut?.translate(line));
    expect(frames).toEqual([
      { kind: 'content', bytes: lines[0] },
      { kind: 'done', bytes: lines[1] },
    ]);
    expect(sut).toMatchObject({ isComplete: true, usage: { inputTokens: 3, outputTokens: 2 } });
    expect(sut?.end()).toHaveLength(0);
  });

  it.each([
    ['ollama-chat', chatAnswer, 'message'],
    ['ollama-generate', generateAnswer, 'response'],
  ] as const)('on %s can be made from a whole answer, which it equals', (surface, answer, field) => {
    const bytes = native(surface).streaming?.synthesize(answer, call) ?? Buffer.alloc(0);
    const lines = bytes.toString().trimEnd().split('\n');
    expect(lines).toHaveLength(2);
    const [first, last] = lines.map((line) => JSON.parse(line));
    expect(first).toEqual({
      ...head,
      [field]: answer[field as keyof typeof answer],
      ...(surface === 'ollama-generate' && { thinking: 'Hm.' }),
      done: false,
    });
    expect(last).toMatchObject({ ...head, done: true, done_reason: 'stop', ...counts });
    const reader = new OllamaEventReader();
    const streamed = foldChatEvents(lines.flatMap((line) => [...reader.read(Buffer.from(line))]));
    const whole = foldChatEvents(native(surface).readAnswer(answer));
    const withoutIds = (value: unknown) => JSON.stringify(value).replace(/"id":"call_\w+"/, '');
    expect(withoutIds(streamed)).toBe(withoutIds(whole));
    expect(reader.isComplete).toBe(true);
  });

  it('is never asked for where vectors are', () => {
    expect(native('ollama-embed').streaming).toBeNull();
    expect(native('ollama-embeddings').streaming).toBeNull();
  });
});

describe('what is translated to Ollama', () => {
  it('goes to the surface of its kind', () => {
    expect(chat.surface).toBe('ollama-chat');
    expect(embeddings?.surface).toBe('ollama-embed');
    expect(ollamaUpstreamDialect.streamType).toBe('application/x-ndjson');
  });

  it('are embeddings with what Ollama knows', () => {
    const encoded = embeddings?.encode({
      model: 'nomic',
      inputs: ['a', 'b'],
      dimensions: 64,
      vocabulary: 'openai',
      extras: { keep_alive: 0, num_ctx: 2048, user: 'u' },
    });
    expect(encoded).toEqual({
      body: {
        model: 'nomic',
        input: ['a', 'b'],
        dimensions: 64,
        keep_alive: 0,
        options: { num_ctx: 2048 },
      },
      notes: ['dropped, as the endpoint has nothing like it: user'],
    });
    expect(
      embeddings?.encode({ model: 'm', inputs: ['a'], dimensions: null, vocabulary: 'ollama', extras: {} }),
    ).toEqual({
      body: { model: 'm', input: ['a'] },
      notes: [],
    });
  });

  it('are vectors on the way back', () => {
    const body = { model: 'nomic', embeddings: [[0.5, -1], [2]], prompt_eval_count: 4 };
    expect(embeddings?.holdsAnswer(body)).toBe(true);
    expect(embeddings?.readAnswer(body)).toMatchObject({
      model: 'nomic',
      vectors: [[0.5, -1], [2]],
      usage: { inputTokens: 4 },
    });
  });

  it.each([[{}], [{ embeddings: [1] }], [{ embeddings: 'x' }]])('finds no vectors in %j', (body) => {
    expect(embeddings?.holdsAnswer(body)).toBe(false);
  });
});

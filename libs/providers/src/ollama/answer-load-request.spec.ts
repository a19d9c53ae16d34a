import { describe, expect, it } from 'vitest';
import { ollamaChatDialect, ollamaGenerateDialect } from './ollama.dialect.js';

const answer = (dialect: typeof ollamaChatDialect, body: object) =>
  dialect.answerWithoutEndpoint?.(dialect.decode(Buffer.from(JSON.stringify({ model: 'm', ...body }))));

describe('a request that only loads a model', () => {
  it.each([
    ['no prompt', ollamaGenerateDialect, {}, 'load'],
    ['an empty prompt', ollamaGenerateDialect, { prompt: '', keep_alive: '5m' }, 'load'],
    ['no messages, to unload it', ollamaChatDialect, { messages: [], keep_alive: 0 }, 'unload'],
  ])('is done at once with %s', (_case, dialect, body, reason) => {
    expect(answer(dialect, body)).toMatchObject({ model: 'm', done: true, done_reason: reason });
  });

  it('is none when it has content', () => {
    expect(answer(ollamaGenerateDialect, { prompt: 'hi' })).toBeNull();
    expect(answer(ollamaChatDialect, { messages: [{ role: 'user', content: 'hi' }] })).toBeNull();
  });
});

import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { openAiCompletionsDialect } from './openai-completions.dialect.js';

const callOf = (fields: object) =>
  openAiCompletionsDialect.decode(Buffer.from(JSON.stringify({ model: 'm', prompt: 'Once', ...fields })));
const request = (fields: object) => openAiCompletionsDialect.toChatRequest(callOf(fields));

const events: ChatEvent[] = [
  { type: 'start', id: 'x', model: 'real' },
  { type: 'reasoning-delta', text: 'hm' },
  { type: 'text-delta', text: 'upon' },
  { type: 'finish', reason: 'length', stopSequence: null },
];

describe('a text completion where the endpoint has chats only', () => {
  it('is one turn of the user', () => {
    expect(request({ prompt: ['Once'], stop: 'X', max_tokens: 5, logprobs: 2 })).toMatchObject({
      messages: [{ role: 'user', content: [{ type: 'text', text: 'Once' }] }],
      stop: ['X'],
      maxOutputTokens: 5,
      extras: { logprobs: 2 },
    });
  });

  it.each([
    ['several prompts', { prompt: ['a', 'b'] }, 'prompt'],
    ['tokens', { prompt: [1, 2] }, 'prompt'],
    ['several answers', { n: 2 }, 'n'],
    ['the prompt in the answer', { echo: true }, 'echo'],
    ['text after the answer', { suffix: 'the end' }, 'suffix'],
  ])('is refused with %s', (_case, fields, param) => {
    expect(() => request(fields)).toThrow(expect.objectContaining({ code: 'invalid_request', param }));
  });

  it('has the text only, whole and as a stream', () => {
    const whole = openAiCompletionsDialect.encodeResult(foldChatEvents(events), callOf({}), 0);
    expect(whole).toMatchObject({
      object: 'text_completion',
      choices: [{ index: 0, text: 'upon', finish_reason: 'length' }],
    });
    const writer = openAiCompletionsDialect.newWriter(callOf({}), 0);
    const stream = events.map((event) => writer.write(event)).join('') + writer.end();
    expect(stream).toMatch(
      /^data: .*"text":"upon".*"finish_reason":null.*\n\ndata: .*"finish_reason":"length"/,
    );
    expect(stream.endsWith('data: [DONE]\n\n')).toBe(true);
  });
});

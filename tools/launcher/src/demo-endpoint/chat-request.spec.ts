import { describe, expect, it } from 'vitest';
import { parseChatRequest } from './chat-request.js';
import { OpenAiError } from './openai-error.js';

const hello = { model: 'demo', messages: [{ role: 'user', content: 'Hello' }] };

function refusalOf(body: unknown) {
  try {
    parseChatRequest(body);
  } catch (error) {
    if (error instanceof OpenAiError) return { status: error.status, ...error.body.error };
    throw error;
  }
  return undefined;
}

describe(parseChatRequest.name, () => {
  it('reads a plain request', () => {
    expect(parseChatRequest(hello)).toEqual({
      messages: [{ role: 'user', text: 'Hello' }],
      isStream: false,
      isUsageWanted: false,
    });
  });

  it('reads the text out of content parts', () => {
    const content = [
      { type: 'text', text: 'one' },
      { type: 'image_url', image_url: { url: 'data:' } },
      { type: 'text', text: 'two' },
    ];
    expect(parseChatRequest({ ...hello, messages: [{ role: 'user', content }] }).messages[0]?.text).toBe(
      'one\ntwo',
    );
  });

  it('lets an assistant message without content pass, as tool calls have it', () => {
    const messages = [{ role: 'assistant', content: null, tool_calls: [] }];
    expect(parseChatRequest({ ...hello, messages }).messages).toEqual([{ role: 'assistant', text: '' }]);
  });

  it.each([
    [null, 400, null],
    [[], 400, null],
    [{ ...hello, model: undefined }, 400, 'model'],
    [{ ...hello, model: 'gpt-x' }, 404, 'model'],
    [{ ...hello, messages: [] }, 400, 'messages'],
    [{ ...hello, messages: 'hi' }, 400, 'messages'],
    [{ ...hello, messages: ['hi'] }, 400, 'messages[0]'],
    [{ ...hello, stream: 'yes' }, 400, 'stream'],
    [{ ...hello, stream_options: { include_usage: 1 } }, 400, 'stream_options.include_usage'],
  ])('refuses %j', (body, status, param) => {
    expect(refusalOf(body)).toMatchObject({ status, param, type: 'invalid_request_error' });
  });

  it('names the code that clients look for when the model is unknown', () => {
    expect(refusalOf({ ...hello, model: 'gpt-x' })?.code).toBe('model_not_found');
  });
});

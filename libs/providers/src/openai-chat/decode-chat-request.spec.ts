import { GatewayError } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { decodeChatRequest } from './decode-chat-request.js';

const hello = { model: 'm', messages: [{ role: 'user', content: 'hi' }] };

const failureOf = (bytes: Buffer | undefined): GatewayError => {
  try {
    decodeChatRequest(bytes);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('the request was accepted');
};

describe(decodeChatRequest, () => {
  it('keeps fields it does not know', () => {
    const call = decodeChatRequest(Buffer.from(JSON.stringify({ ...hello, top_k: 3, future: { a: [1] } })));
    expect(call).toMatchObject({
      model: 'm',
      wantsStream: false,
      wantsUsage: false,
      body: { top_k: 3, future: { a: [1] } },
    });
  });

  it('reads what the client wants of a stream', () => {
    const body = { ...hello, stream: true, stream_options: { include_usage: true } };
    expect(decodeChatRequest(Buffer.from(JSON.stringify(body)))).toMatchObject({
      wantsStream: true,
      wantsUsage: true,
    });
  });

  it.each<[string, unknown, string, RegExp]>([
    ['a missing model', { messages: hello.messages }, 'model', /^Missing required field: model\.$/],
    ['an empty model', { ...hello, model: '' }, 'model', /must not be empty/],
    ['a model that is no text', { ...hello, model: 7 }, 'model', /expected string/i],
    ['missing messages', { model: 'm' }, 'messages', /^Missing required field: messages\.$/],
    ['no messages', { ...hello, messages: [] }, 'messages', /at least one/],
    ['messages that are no list', { ...hello, messages: 'hi' }, 'messages', /expected array/i],
    [
      'a message without role',
      { ...hello, messages: [{ content: 'x' }] },
      'messages[0].role',
      /Missing required field/,
    ],
    ['a message that is text', { ...hello, messages: ['hi'] }, 'messages[0]', /expected object/i],
    ['a stream switch in quotes', { ...hello, stream: 'true' }, 'stream', /expected boolean/i],
    ['a temperature in quotes', { ...hello, temperature: '0.5' }, 'temperature', /expected number/i],
  ])('refuses %s and names it', (_case, body, param, message) => {
    const error = failureOf(Buffer.from(JSON.stringify(body)));
    expect(error).toMatchObject({ code: 'invalid_request', status: 400, param, fault: 'caller' });
    expect(error.message).toMatch(message);
  });

  it.each([['{"model":'], ['not json'], ['']])('refuses %j as malformed JSON', (text) => {
    expect(failureOf(Buffer.from(text))).toMatchObject({ code: 'invalid_json', status: 400 });
  });

  it.each([['[]'], ['"text"'], ['null']])('refuses %j, which is no object', (text) => {
    expect(failureOf(Buffer.from(text)).message).toContain('must be a JSON object');
  });
});

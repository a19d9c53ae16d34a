import { describe, expect, it } from 'vitest';
import { decodeResponsesRequest } from './decode-responses-request.js';

const decode = (body: unknown) => decodeResponsesRequest(Buffer.from(JSON.stringify(body)));

describe(decodeResponsesRequest, () => {
  it('keeps every field, and reads who asks whom and how', () => {
    const body = { model: 'fast', input: 'hi', stream: true, previous_response_id: 'resp_1', unknown: null };
    expect(decode(body)).toMatchObject({
      surface: 'openai-responses',
      body,
      model: 'fast',
      wantsStream: true,
      wantsUsage: true,
    });
    expect(decode({ model: 'm', input: [{ role: 'user', content: 'hi' }] }).wantsStream).toBe(false);
  });

  it('leaves out no input that a stored prompt may hold', () => {
    expect(decode({ model: 'm', prompt: { id: 'pmpt_1' } }).model).toBe('m');
  });

  it.each([
    [{ input: 'hi' }, 'model'],
    [{ model: '', input: 'hi' }, 'model'],
    [{ model: 'm', input: 5 }, 'input'],
    [{ model: 'm', input: ['hi'] }, 'input[0]'],
    [{ model: 'm', input: 'hi', stream: 'yes' }, 'stream'],
    [{ model: 'm', input: 'hi', temperature: 'hot' }, 'temperature'],
    [{ model: 'm', input: 'hi', max_output_tokens: 1.5 }, 'max_output_tokens'],
    [{ model: 'm', input: 'hi', tools: {} }, 'tools'],
  ])('refuses %j for its %s', (body, param) => {
    expect(() => decode(body)).toThrow(expect.objectContaining({ code: 'invalid_request', param }));
  });

  it.each([undefined, Buffer.from('{"model":')])('refuses %j', (bytes) => {
    expect(() => decodeResponsesRequest(bytes)).toThrow(expect.objectContaining({ code: 'invalid_json' }));
  });
});

import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { encodeOpenAiError } from '../openai-chat/encode-openai-error.js';
import { classifyFailure } from './classify-failure.js';

const openaiError = (error: object) => Buffer.from(JSON.stringify({ error }));

const main = { name: 'main', secrets: [new Secret('sk-SECRET-1234567890')] };

describe(classifyFailure, () => {
  it.each([400, 404, 429, 500, 503])('never repeats a key that an endpoint quotes with a %i', (status) => {
    const body = openaiError({
      message: 'key Bearer sk-SECRET-1234567890',
      code: 'sk-SECRET-1234567890',
      param: 'sk-SECRET-1234567890',
    });
    const error = classifyFailure(main, status, {}, body);
    expect(JSON.stringify([error.message, encodeOpenAiError(error)])).not.toContain('SECRET-1');
  });

  it.each<[string, number, Buffer, { code: string; status: number; fault: string }]>([
    [
      'a refused key',
      401,
      openaiError({ message: 'Incorrect API key: sk-ab***yz' }),
      { code: 'upstream_credential_rejected', status: 502, fault: 'credential' },
    ],
    [
      'a forbidden key',
      403,
      Buffer.from(''),
      { code: 'upstream_credential_rejected', status: 502, fault: 'credential' },
    ],
    [
      'no credit',
      402,
      Buffer.from(''),
      { code: 'upstream_quota_exhausted', status: 429, fault: 'credential' },
    ],
    [
      'an exhausted quota',
      429,
      openaiError({ message: 'quota', code: 'insufficient_quota' }),
      { code: 'upstream_quota_exhausted', status: 429, fault: 'credential' },
    ],
    [
      'too much speed',
      429,
      openaiError({ message: 'slow down' }),
      { code: 'upstream_rate_limited', status: 429, fault: 'endpoint' },
    ],
    [
      'a server fault',
      500,
      Buffer.from('<html>oops</html>'),
      { code: 'upstream_error', status: 502, fault: 'endpoint' },
    ],
    ['overload', 529, Buffer.from('{}'), { code: 'upstream_error', status: 503, fault: 'endpoint' }],
    ['a gateway timeout', 504, Buffer.from(''), { code: 'upstream_timeout', status: 504, fault: 'endpoint' }],
    [
      'a bad request',
      400,
      openaiError({ message: 'bad' }),
      { code: 'upstream_rejected', status: 400, fault: 'caller' },
    ],
    [
      'a field it cannot process',
      422,
      Buffer.from('{"detail":"nope"}'),
      { code: 'upstream_rejected', status: 422, fault: 'caller' },
    ],
    ['a redirect', 302, Buffer.from(''), { code: 'upstream_error', status: 502, fault: 'endpoint' }],
  ])('sorts %s', (_case, status, body, expected) => {
    expect(classifyFailure(main, status, {}, body)).toMatchObject(expected);
  });

  it('never repeats what an endpoint said about a credential', () => {
    const error = classifyFailure(main, 401, {}, openaiError({ message: 'Incorrect API key: sk-ab***yz' }));
    expect(error.message).toBe('Endpoint "main" did not accept the credential stored for it.');
  });

  it("passes the endpoint's own type, code and param of a refused request on", () => {
    const body = openaiError({
      message: 'Too long.',
      type: 'invalid_request_error',
      code: 'context_length_exceeded',
      param: 'messages',
    });
    expect(encodeOpenAiError(classifyFailure(main, 400, {}, body))).toEqual({
      error: {
        message: 'Endpoint "main" answered 400: Too long.',
        type: 'invalid_request_error',
        code: 'context_length_exceeded',
        param: 'messages',
      },
    });
  });

  it('gives a numeric code as text, as typed clients expect it', () => {
    const error = classifyFailure(main, 400, {}, openaiError({ message: 'x', code: 400 }));
    expect(encodeOpenAiError(error).error.code).toBe('400');
  });

  it.each([
    [{ 'retry-after': '7' }, 7],
    [{ 'retry-after-ms': '1500', 'retry-after': '9' }, 2],
    [{ 'retry-after': 'soon' }, null],
    [{}, null],
  ])('reads when to come back from %j', (headers, seconds) => {
    expect(classifyFailure(main, 429, headers, Buffer.from('')).retryAfterSeconds).toBe(seconds);
  });
});

import { request } from 'node:http';
import { Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const messages = [{ role: 'user', content: 'hi' }];

/** Without fetch's own ideas of what may be sent. */
function rawGet(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; text: string }> {
  const { hostname, port } = new URL(url);
  const path = url.slice(url.indexOf('/', 'http://'.length));
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers }, async (response) => {
      let text = '';
      for await (const piece of response) text += piece;
      resolve({ status: response.statusCode, text });
    });
    sent.on('error', reject).end();
  });
}

describe('bad input to the gateway', () => {
  let switchyard: Switchyard;

  beforeAll(async () => {
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('any', { url: 'http://127.0.0.1:9' });
  });

  afterAll(() => switchyard.stop());

  it.each<[string, unknown, number, object]>([
    [
      'malformed JSON',
      '{"model":',
      400,
      { type: 'invalid_request_error', code: 'invalid_json', param: null },
    ],
    ['no body', '', 400, { code: 'invalid_json' }],
    ['a list', [], 400, { code: 'invalid_request' }],
    ['a missing model', { messages }, 400, { code: 'invalid_request', param: 'model' }],
    [
      'an unknown model',
      { model: 'nope', messages },
      404,
      { type: 'invalid_request_error', code: 'model_not_found', param: 'model' },
    ],
    [
      'a model named like a property of every object',
      { model: '__proto__', messages },
      404,
      { code: 'model_not_found' },
    ],
    ['missing messages', { model: 'any' }, 400, { param: 'messages' }],
    [
      'arrays in arrays in arrays',
      `{"model":"any","messages":[{"role":"user","content":${'['.repeat(20_000)}${']'.repeat(20_000)}}]}`,
      400,
      { code: 'invalid_request' },
    ],
    ['wrong types', { model: 'any', messages: [{ role: 7 }] }, 400, { param: 'messages[0].role' }],
  ])('%s is refused in the shape of OpenAI', async (_case, body, status, error) => {
    const response = await switchyard.chat(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/json');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({
      error: expect.objectContaining({ message: expect.any(String), ...error }),
    });
  });

  it('a body of 50 MB is refused, and its sender gets to read why', async () => {
    const size = 50 * 1024 * 1024;
    const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const upload = request(`${switchyard.gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': size },
      });
      upload.on('response', async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode, text });
      });
      upload.on('error', reject);
      upload.end(Buffer.alloc(size, ' '));
    });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({
      error: { type: 'invalid_request_error', code: 'body_too_large' },
    });
  });

  it('bytes that are no UTF-8 are refused', async () => {
    const body = Buffer.concat([
      Buffer.from('{"model":"any","messages":[{"role":"user","content":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"}]}'),
    ]);
    const response = await fetch(`${switchyard.gatewayUrl}/v1/chat/completions`, { method: 'POST', body });
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_json' } });
  });

  it('a path that cannot be decoded is refused in the shape of OpenAI', async () => {
    const { status, text } = await rawGet(`${switchyard.gatewayUrl}/v1/%zz`);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ error: { type: 'invalid_request_error' } });
  });

  it.each<[string, Record<string, string>]>([
    ['with the origin of another site', { origin: 'https://evil.example' }],
    ['under a name that only resolves to this machine', { host: 'rebound.evil.example' }],
  ])('a request %s is refused while clients need no key', async (_case, headers) => {
    const { status, text } = await rawGet(`${switchyard.gatewayUrl}/v1/models`, headers);
    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'foreign_page' } });
  });

  it('an unknown route is refused in the shape of OpenAI', async () => {
    const response = await fetch(`${switchyard.gatewayUrl}/v1/nothing`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ error: { code: 'route_not_found' } });
  });

  it('an endpoint that nobody answers at is a 502 that says so', async () => {
    const response = await switchyard.chat({ model: 'any', messages });
    expect(response.status).toBe(502);
    expect(await response.json()).toMatchObject({
      error: { code: 'upstream_unreachable', type: 'upstream_error' },
    });
  });

  it('refused requests are in the ledger too, without usage or cost', async () => {
    const rows = await switchyard.ledgerRows(11);
    const unknown = rows.find(({ error_code: code }) => code === 'model_not_found');
    expect(unknown).toMatchObject({
      status: 404,
      outcome: 'client_error',
      requested_model: 'nope',
      cost: null,
      input_tokens: null,
    });
  });
});

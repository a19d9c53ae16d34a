import {
  chatChunk,
  checkedFetch,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const model = 'gemma4';
const messages = [{ role: 'user', content: 'Say hi' }];
const tools = Array.from({ length: 24 }, (_, index) => ({
  type: 'function',
  function: {
    name: `tool_${index}`,
    description: 'a tool',
    parameters: { type: 'object', properties: { a: { type: 'string' } } },
  },
}));

type Check = readonly [
  name: string,
  method: string,
  path: string,
  body: object | null,
  holds: RegExp,
  contentType?: RegExp,
];

/** The runtime checks of the system this one replaces, its warnings made failures. */
const checks: Check[] = [
  ['R1', 'GET', '/v1/models', null, /gemma4/],
  ['R2', 'GET', '/models', null, /gemma4/],
  ['R3', 'GET', '/api/models', null, /gemma4/],
  ['R4', 'GET', '/api/v1/models', null, /gemma4/],
  ['R5', 'GET', '/api/tags', null, /gemma4/],
  ['R6', 'GET', '/api/version', null, /version/],
  ['R7', 'POST', '/v1/chat/completions', { model, messages }, /"choices"/],
  ['R8', 'POST', '/chat/completions', { model, messages }, /"choices"/],
  ['R9', 'POST', '/api/chat', { model, messages, stream: false }, /"message"/],
  ['R10', 'POST', '/api/generate', { model, prompt: 'Say hi', stream: false }, /"done":true/],
  ['R11', 'POST', '/api/chat', { model, messages, stream: true }, /"done":true/, /^application\/x-ndjson/],
  [
    'R12',
    'POST',
    '/v1/chat/completions',
    { model, messages, stream: true },
    /\[DONE\]/,
    /^text\/event-stream/,
  ],
  ['R13', 'POST', '/v1/chat/completions', { model, messages, tools }, /"choices"/],
  ['R14', 'POST', '/api/generate', { model, prompt: 'Say hi', format: 'json', stream: false }, /"done":true/],
  ['R15', 'POST', '/api/embed', { model, input: 'hi' }, /"embeddings"/],
  ['R16', 'POST', '/v1/embeddings', { model, input: 'hi' }, /"data"/],
  ['F1', 'POST', '/api/show', { name: model }, /"capabilities"/],
  ['F2', 'GET', '/api/ps', null, /gemma4/],
  ['F3', 'POST', '/api/ps', {}, /gemma4/],
];

describe('conformance with the replaced system', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(({ request, response, body }) => {
      if (body.stream)
        return void response.writeHead(200, EVENT_STREAM).end(chatChunk({ content: 'hi' }, 'stop') + DONE);
      const answer = request.url?.endsWith('/embeddings')
        ? { data: [{ embedding: [0.5] }] }
        : { choices: [{ index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }] };
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway');
    await switchyard.addModel(model, { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const send = (method: string, path: string, body: object | null) =>
    checkedFetch(`${switchyard.gatewayUrl}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });

  it.each<Required<Check>>(
    checks.map((check) => [check[0], check[1], check[2], check[3], check[4], check[5] ?? /json/]),
  )('%s: %s %s', async (_name, method, path, body, holds, contentType) => {
    const response = await send(method, path, body);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(contentType);
    expect(await response.text()).toMatch(holds);
  });

  it.each([
    ['POST', '/v1/chat/completions'],
    ['POST', '/v1/messages'],
    ['POST', '/api/chat'],
    ['POST', '/api/blobs/sha256:test'],
    ['GET', '/nothing'],
  ])('%s %s carries its mark and an id, also where it is refused', async (method, path) => {
    const response = await send(method, path, method === 'POST' ? {} : null);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

import { once } from 'node:events';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDemoServer } from './demo-server.js';

describe(createDemoServer.name, () => {
  let server: Server;
  let url: string;
  let client: OpenAI;
  const responses: ServerResponse[] = [];

  const post = (body: string) => fetch(`${url}/v1/chat/completions`, { method: 'POST', body });
  const request = { model: 'demo', messages: [{ role: 'user' as const, content: 'Hello there' }] };

  beforeAll(async () => {
    server = createDemoServer();
    server.on('request', (_request, response) => responses.push(response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    client = new OpenAI({ apiKey: 'none', baseURL: `${url}/v1`, maxRetries: 0 });
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is healthy', async () => {
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: 'ok' });
  });

  it('has one model', async () => {
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(['demo']);
  });

  it('answers the official client alike with and without streaming', async () => {
    const whole = await client.chat.completions.create(request);
    const stream = await client.chat.completions.create({
      ...request,
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let usage: unknown;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta.content ?? '';
      usage = chunk.usage ?? usage;
    }
    expect(text).toBe(whole.choices[0]?.message.content);
    expect(text).toContain('You said: "Hello there"');
    expect(usage).toEqual(whole.usage);
  });

  it('sends word by word rather than all at once', async () => {
    const response = await post(JSON.stringify({ ...request, stream: true }));
    const reader = response.body?.getReader();
    const first = new TextDecoder().decode((await reader?.read())?.value);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(first).toContain('"role":"assistant"');
    expect(first).not.toContain('[DONE]');
    await reader?.cancel();
  });

  it('ends a stream with its terminator', async () => {
    const text = await (await post(JSON.stringify({ ...request, stream: true }))).text();
    expect(text.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('stops when the client has gone', async () => {
    const gone = new AbortController();
    const body = JSON.stringify({ ...request, stream: true });
    const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', body, signal: gone.signal });
    const streaming = responses.at(-1);
    await response.body?.getReader().read();
    gone.abort();
    if (streaming?.closed === false) await once(streaming, 'close');
    expect(streaming?.writableEnded).toBe(false);
  });

  it.each([
    ['{', 400],
    ['{}', 400],
    [JSON.stringify({ ...request, model: 'other' }), 404],
    ['x'.repeat(33 * 1024 * 1024), 413],
  ])('refuses %.10s with the right status and shape', async (body, status) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const { error } = (await response.json()) as { error: Record<string, unknown> };
    expect(error).toMatchObject({ type: 'invalid_request_error', message: expect.any(String) });
  });

  it('knows no other URL', async () => {
    expect((await fetch(`${url}/v1/embeddings`)).status).toBe(404);
  });
});

import { OpenAIEmbeddings } from '@langchain/openai';
import {
  checkAnthropicStream,
  checkedFetch,
  checkOpenAiChatStream,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  sseData,
  stores,
  waitFor,
} from '@switchyard/testing';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const JSON_TYPE = { 'content-type': 'application/json' };
const vector = [0.25, -0.5, 1];

describe('the other surfaces of OpenAI', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let client: OpenAI;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel(
      'any/model',
      { url: `${upstream.url}/v1` },
      { system_prompt: 'chat only', temperature: 0.1 },
    );
    client = new OpenAI({
      baseURL: `${switchyard.gatewayUrl}/v1`,
      apiKey: 'any',
      maxRetries: 0,
      fetch: checkedFetch,
    });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const post = (path: string, body: unknown) =>
    checkedFetch(`${switchyard.gatewayUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });

  it('embeds, in the very bytes that the SDK asks for by default', async () => {
    const base64 = Buffer.from(new Float32Array(vector).buffer).toString('base64');
    upstream.onCall(({ response, body }) => {
      const embedding = body.encoding_format === 'base64' ? base64 : vector;
      const answer = {
        object: 'list',
        data: [{ object: 'embedding', index: 0, embedding }],
        model: 'real',
        usage: { prompt_tokens: 5, total_tokens: 5 },
      };
      response.writeHead(200, JSON_TYPE).end(JSON.stringify(answer));
    });
    const { data: embedded, usage } = await client.embeddings.create({
      model: 'any/model',
      input: ['one', 'two'],
      dimensions: 3,
    });
    expect(embedded[0]?.embedding).toEqual(vector);
    expect(usage.prompt_tokens).toBe(5);
    expect(upstream.calls[0]?.request.url).toBe('/v1/embeddings');
    expect(upstream.calls[0]?.body).toEqual({
      model: 'real-model',
      input: ['one', 'two'],
      dimensions: 3,
      encoding_format: 'base64',
    });
    const floats = await client.embeddings.create({
      model: 'any/model',
      input: [1, 2, 3],
      encoding_format: 'float',
    });
    expect(floats.data[0]?.embedding).toEqual(vector);
  });

  it('embeds for LangChain', async () => {
    upstream.answerWith({
      data: [{ object: 'embedding', index: 0, embedding: vector }],
      usage: { prompt_tokens: 1, total_tokens: 1 },
    });
    const embeddings = new OpenAIEmbeddings({
      model: 'any/model',
      apiKey: 'any',
      maxRetries: 0,
      encodingFormat: 'float',
      configuration: { baseURL: `${switchyard.gatewayUrl}/v1` },
    });
    expect(await embeddings.embedQuery('hi')).toEqual(vector);
  });

  it("embeds in Ollama's words too, newer and older", async () => {
    upstream.answerWith({
      data: [{ embedding: vector }, { embedding: vector }],
      usage: { prompt_tokens: 5, total_tokens: 5 },
    });
    const newer = await (await post('/api/embed', { model: 'any/model:latest', input: ['a', 'b'] })).json();
    expect(newer).toMatchObject({ model: 'any/model', embeddings: [vector, vector], prompt_eval_count: 5 });
    upstream.answerWith({ data: [{ embedding: vector }], usage: { prompt_tokens: 3, total_tokens: 3 } });
    const older = await (await post('/api/embeddings', { model: 'any/model', prompt: 'a' })).json();
    expect(older).toEqual({ embedding: vector });
  });

  it('completes text, whole and as a stream', async () => {
    upstream.answerWith({
      id: 'c',
      object: 'text_completion',
      choices: [{ index: 0, text: 'and so', finish_reason: 'stop' }],
      usage: { prompt_tokens: 2, completion_tokens: 2 },
    });
    const whole = await client.completions.create({ model: 'any/model', prompt: 'Once', stop: ['X'] });
    expect(whole.choices[0]?.text).toBe('and so');
    expect(upstream.calls[0]?.request.url).toBe('/v1/completions');
    expect(upstream.calls[0]?.body).toEqual({
      model: 'real-model',
      prompt: 'Once',
      stop: ['X'],
      temperature: 0.1,
    });
    const frames = ['and ', 'so'].map((text) =>
      sseData({ id: 'c', choices: [{ index: 0, text, finish_reason: null }] }),
    );
    const last = sseData({ id: 'c', choices: [{ index: 0, text: '', finish_reason: 'stop' }] });
    upstream.onCall(
      ({ response }) => void response.writeHead(200, EVENT_STREAM).end(frames.join('') + last + DONE),
    );
    let text = '';
    for await (const { choices } of await client.completions.create({
      model: 'any/model',
      prompt: 'Once',
      stream: true,
    }))
      text += choices[0]?.text;
    expect(text).toBe('and so');
  });

  it('shows one model, also one with a slash in its name', async () => {
    expect(await client.models.retrieve('any/model')).toMatchObject({ id: 'any/model', object: 'model' });
    await expect(client.models.retrieve('nope')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
    });
  });

  it.each(['/v1/models', '/models', '/api/models', '/api/v1/models'])('lists models at %s', async (path) => {
    const list = (await (await fetch(`${switchyard.gatewayUrl}${path}`)).json()) as {
      data: { id: string }[];
    };
    expect(list.data.map(({ id }) => id)).toEqual(['any/model']);
  });

  it.each(['/chat/completions', '/api/chat/completions'])('chats at %s', async (path) => {
    upstream.answerWith({
      choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
    });
    expect(
      (await post(path, { model: 'any/model', messages: [{ role: 'user', content: 'hi' }] })).status,
    ).toBe(200);
  });

  it.each([
    ['/v1/chat/completions-stream', checkOpenAiChatStream],
    ['/v1/chat/completions/stream', checkOpenAiChatStream],
    ['/v1/messages-stream', checkAnthropicStream],
    ['/v1/messages/stream', checkAnthropicStream],
  ])('always streams at %s', async (path, check) => {
    const frame = sseData({
      id: 'c',
      choices: [{ index: 0, delta: { content: 'a' }, finish_reason: 'stop' }],
    });
    upstream.onCall(({ response }) => void response.writeHead(200, EVENT_STREAM).end(frame + DONE));
    const response = await post(path, {
      model: 'any/model',
      max_tokens: 5,
      messages: [{ role: 'user', content: 'hi' }],
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(upstream.calls[0]?.body.stream).toBe(true);
    expect(check(await response.text())).toMatchObject({ outcome: 'complete', text: 'a' });
  });

  it.each<[string, object, string]>([
    ['/v1/embeddings', { model: 'any/model' }, 'input'],
    ['/v1/embeddings', { model: 'any/model', input: [] }, 'input'],
    ['/v1/completions', { model: 'any/model' }, 'prompt'],
  ])('refuses at %s what it cannot serve', async (path, body, param) => {
    const response = await post(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param, code: 'invalid_request' } });
  });

  it('tells the kinds of requests apart in the activity', async () => {
    await waitFor('all kinds', async () => {
      const { body } = await switchyard.admin('GET', '/api/admin/activity?limit=500');
      const kinds = new Set((body.items as { request_type: string }[]).map(({ request_type: kind }) => kind));
      return ['chat', 'completions', 'embeddings'].every((kind) => kinds.has(kind));
    });
  });
});

import Anthropic from '@anthropic-ai/sdk';
import {
  jsonLine,
  NDJSON,
  ollamaChatLine,
  ollamaLastLine,
  ScriptedUpstream,
  Switchyard,
  stores,
} from '@switchyard/testing';
import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const messages = [{ role: 'user' as const, content: 'Hello' }];
const weather = {
  name: 'get_weather',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const wholeAnswer = { ...JSON.parse(ollamaLastLine()), message: { role: 'assistant', content: 'Hi there' } };

describe('an endpoint that speaks Ollama', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let ollama: Ollama;
  let openai: OpenAI;
  let endpointId: number;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    const endpoint = { url: `${upstream.url}/v1/`, endpoint_type: 'ollama' };
    ({ endpointId } = await switchyard.addModel('llama', endpoint));
    await switchyard.addModel(
      'ruled',
      { url: upstream.url, endpoint_type: 'ollama' },
      { system_prompt: 'Be brief.', max_tokens: 64 },
    );
    ollama = new Ollama({ host: switchyard.gatewayUrl });
    openai = new OpenAI({ baseURL: `${switchyard.gatewayUrl}/v1`, apiKey: 'any', maxRetries: 0 });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const streamLines = (...lines: string[]) =>
    upstream.onCall(({ response }) => void response.writeHead(200, NDJSON).end(lines.join('')));
  const post = (path: string, body: unknown) =>
    fetch(`${switchyard.gatewayUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });
  const sent = () => upstream.calls[0]?.body;

  it('gets what an Ollama client sends as it is, and passes its lines on byte by byte', async () => {
    const lines = [
      ollamaChatLine({ thinking: 'Hm.' }),
      ollamaChatLine({ content: 'Hi', unknown: 1 }),
      ollamaLastLine(),
    ];
    streamLines(...lines);
    const asked = { messages, think: 'low', keep_alive: '5m', options: { num_ctx: 8192 }, format: 'json' };
    const response = await post('/api/chat', { model: 'llama:latest', ...asked });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    expect(response.headers.get('x-switchyard-notes')).toBeNull();
    expect(await response.text()).toBe(lines.join(''));
    expect(sent()).toEqual({ model: 'real-model', ...asked, stream: true });
    expect(upstream.calls[0]?.request.url).toBe('/api/chat');
  });

  it('gets the rules of the virtual model', async () => {
    upstream.answerWith(wholeAnswer);
    const answer = await ollama.chat({ model: 'ruled', messages, options: { temperature: 0 } });
    expect(answer).toEqual(wholeAnswer);
    expect(sent()).toEqual({
      model: 'real-model',
      messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
      options: { temperature: 0, num_predict: 64 },
      stream: false,
    });
  });

  it('generates and embeds in both ways for Ollama clients', async () => {
    upstream.answerWith({ response: 'Once', done: true, done_reason: 'stop', context: [1, 2] });
    expect(await ollama.generate({ model: 'llama', prompt: 'Tell', suffix: 'end' })).toMatchObject({
      response: 'Once',
      context: [1, 2],
    });
    expect(sent()).toMatchObject({ model: 'real-model', suffix: 'end', stream: false });
    upstream.answerWith({ embeddings: [[0.5], [1]], prompt_eval_count: 4 });
    const { embeddings } = await ollama.embed({ model: 'llama', input: ['a', 'b'], truncate: false });
    expect(embeddings).toEqual([[0.5], [1]]);
    expect(sent()).toEqual({ model: 'real-model', input: ['a', 'b'], truncate: false });
    upstream.answerWith({ embedding: [0.5] });
    expect((await ollama.embeddings({ model: 'llama', prompt: 'a' })).embedding).toEqual([0.5]);
    expect(upstream.calls[0]?.request.url).toBe('/api/embeddings');
  });

  it.each([true, false])('loads a model that no question comes with (stream: %s)', async (stream) => {
    upstream.answerWith({ ...wholeAnswer, message: { role: 'assistant', content: '' }, done_reason: 'load' });
    const text = await (await post('/api/chat', { model: 'ruled', messages: [], stream })).text();
    expect(JSON.parse(text.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      done: true,
      done_reason: 'load',
    });
    expect(sent()).toMatchObject({ model: 'real-model', messages: [] });
  });

  it('answers an OpenAI client with thinking, a tool call and usage', async () => {
    streamLines(
      ollamaChatLine({ thinking: 'Hm.' }),
      ollamaChatLine({ content: 'Let me see.' }),
      ollamaChatLine({ tool_calls: [{ function: { name: 'get_weather', arguments: { city: 'Bern' } } }] }),
      ollamaLastLine(),
    );
    const stream = openai.chat.completions.stream({
      model: 'llama',
      messages,
      tools: [{ type: 'function', function: weather }],
      reasoning_effort: 'high',
      max_completion_tokens: 100,
      stream_options: { include_usage: true },
    });
    const { choices, usage } = await stream.finalChatCompletion();
    expect(choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: 'Let me see.',
        tool_calls: [
          {
            id: expect.stringMatching(/^call_\w{32}$/),
            function: { name: 'get_weather', arguments: '{"city":"Bern"}' },
          },
        ],
      },
    });
    expect(usage).toMatchObject({ prompt_tokens: 30, completion_tokens: 12 });
    expect(sent()).toEqual({
      model: 'real-model',
      messages,
      tools: [{ type: 'function', function: weather }],
      think: 'high',
      options: { num_predict: 100 },
      stream: true,
    });
  });

  it('takes the results of an Anthropic client back by the names of their tools', async () => {
    upstream.answerWith(wholeAnswer);
    const anthropic = new Anthropic({ baseURL: switchyard.gatewayUrl, apiKey: 'any', maxRetries: 0 });
    const answer = await anthropic.messages.create({
      model: 'llama',
      max_tokens: 100,
      system: 'Be brief.',
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [{ type: 'tool_use', id: 'toolu_1', name: 'get_weather', input: { city: 'Bern' } }],
        },
        {
          role: 'user',
          content: [
            {
              type: 'tool_result',
              tool_use_id: 'toolu_1',
              content: [
                { type: 'text', text: 'Sunny' },
                { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
              ],
            },
          ],
        },
      ],
    });
    expect(answer).toMatchObject({
      content: [{ type: 'text', text: 'Hi there' }],
      stop_reason: 'end_turn',
      usage: { input_tokens: 30, output_tokens: 12 },
    });
    expect(sent()?.messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Weather?' },
      {
        role: 'assistant',
        content: '',
        tool_calls: [{ id: 'toolu_1', function: { name: 'get_weather', arguments: { city: 'Bern' } } }],
      },
      { role: 'tool', content: 'Sunny', images: ['AAAA'], tool_name: 'get_weather', tool_call_id: 'toolu_1' },
    ]);
  });

  it('makes vectors for OpenAI clients, and tells what it cannot take', async () => {
    upstream.answerWith({ model: 'real', embeddings: [[0.5, -1]], prompt_eval_count: 4 });
    const { data, usage } = await openai.embeddings.create({ model: 'llama', input: 'a', dimensions: 2 });
    expect(data[0]?.embedding).toEqual([0.5, -1]);
    expect(usage.prompt_tokens).toBe(4);
    expect(sent()).toEqual({ model: 'real-model', input: ['a'], dimensions: 2 });
    const response = await post('/v1/chat/completions', {
      model: 'llama',
      messages: [
        { role: 'user', content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }] },
      ],
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_request', param: 'messages[0].content' },
    });
  });

  it.each([
    ['stops', '', 'upstream_incomplete'],
    ['breaks within a line', '{"message":{"content":"ha', 'upstream_malformed'],
    ['ends with an error', jsonLine({ error: 'runner has stopped' }), 'upstream_error'],
  ])('fails a stream that %s', async (_case, end, code) => {
    streamLines(ollamaChatLine({ content: 'half' }), end);
    const translated = await (
      await post('/v1/chat/completions', { model: 'llama', messages, stream: true })
    ).text();
    expect(translated).toContain(`"code":"${code}"`);
    expect(translated).not.toContain('[DONE]');
    const native = await (await post('/api/chat', { model: 'llama', messages })).text();
    const last = JSON.parse(native.trimEnd().split('\n').at(-1) ?? '');
    expect(last).toEqual({ error: expect.any(String) });
  });

  it('passes its refusals on in the words of the client', async () => {
    upstream.onCall(
      ({ response }) =>
        void response
          .writeHead(404, { 'content-type': 'application/json' })
          .end('{"error":"model not found"}'),
    );
    const response = await post('/api/chat', { model: 'llama', messages });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ error: expect.stringContaining('model not found') });
  });

  it('tells operators which models it has', async () => {
    upstream.answerWith({ models: [{ name: 'llama3.2:3b', model: 'llama3.2:3b' }] });
    const { body } = await switchyard.admin('GET', `/api/admin/endpoints/${endpointId}/models`);
    expect(body).toMatchObject({ models: ['llama3.2:3b'] });
    expect(upstream.calls[0]?.request.url).toBe('/api/tags');
  });
});

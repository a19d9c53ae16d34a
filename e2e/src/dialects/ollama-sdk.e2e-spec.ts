import {
  chatChunk,
  checkedFetch,
  checkOllamaChatStream,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
  usageChunk,
  waitFor,
} from '@switchyard/testing';
import { Ollama } from 'ollama';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const usage = { prompt_tokens: 30, completion_tokens: 12 };
const USAGE = usageChunk(usage);
const messages = [{ role: 'user', content: 'Hello' }];

describe('the official Ollama client on an OpenAI-compatible endpoint', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let client: Ollama;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('llama', { url: upstream.url });
    client = new Ollama({ host: switchyard.gatewayUrl, fetch: checkedFetch });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const answerWith = (message: object, finishReason = 'stop') =>
    upstream.answerWith({
      id: 'c',
      model: 'real',
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage,
    });
  const post = (path: string, body: unknown) =>
    checkedFetch(`${switchyard.gatewayUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });

  it('gets a whole chat, with counts and durations', async () => {
    answerWith({ role: 'assistant', content: 'Hi there' }, 'length');
    const answer = await client.chat({
      model: 'llama:latest',
      messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
      options: { temperature: 0, num_predict: 50, stop: ['END'], seed: 7 },
      format: { type: 'object' },
    });
    expect(answer).toMatchObject({
      model: 'llama',
      message: { role: 'assistant', content: 'Hi there' },
      done: true,
      done_reason: 'length',
      prompt_eval_count: 30,
      eval_count: 12,
    });
    expect(answer.total_duration).toBeGreaterThan(0);
    expect(upstream.calls[0]?.body).toMatchObject({
      model: 'real-model',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
      ],
      temperature: 0,
      max_tokens: 50,
      stop: ['END'],
      seed: 7,
      response_format: { type: 'json_schema', json_schema: { schema: { type: 'object' } } },
    });
  });

  it('is told which of its fields stand for nothing here', async () => {
    answerWith({ role: 'assistant', content: 'Hi' });
    const response = await post('/api/chat', {
      model: 'llama',
      messages,
      stream: false,
      keep_alive: '5m',
      options: { num_ctx: 8192 },
    });
    expect(response.headers.get('x-switchyard-notes')).toMatch(/keep_alive, options\.num_ctx$/);
  });

  it('streams unless it is told not to, one object a line', async () => {
    upstream.streamWith(
      chatChunk({ role: 'assistant', content: '' }),
      chatChunk({ content: 'Hi ' }),
      chatChunk({ content: 'there' }),
      chatChunk({}, 'stop'),
      USAGE,
      DONE,
    );
    const response = await post('/api/chat', { model: 'llama', messages });
    expect(response.headers.get('content-type')).toBe('application/x-ndjson');
    const text = await response.text();
    const lines = text.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).message.content)).toEqual(['Hi ', 'there', '']);
    expect(checkOllamaChatStream(text)).toMatchObject({
      outcome: 'complete',
      finishReason: 'stop',
      usage: { prompt_eval_count: 30, eval_count: 12, load_duration: 0 },
    });
  });

  it('gets thinking and tool calls in a stream', async () => {
    upstream.streamWith(
      chatChunk({ reasoning_content: 'Hm.' }),
      chatChunk({
        tool_calls: [{ index: 0, id: 'a', function: { name: 'get_weather', arguments: '{"city":' } }],
      }),
      chatChunk({ tool_calls: [{ index: 0, function: { arguments: '"Bern"}' } }] }),
      chatChunk({ tool_calls: [{ index: 1, id: 'b', function: { name: 'get_time', arguments: '{}' } }] }),
      chatChunk({}, 'tool_calls'),
      USAGE,
      DONE,
    );
    const tools = [
      {
        type: 'function',
        function: { name: 'get_weather', description: 'x', parameters: { type: 'object', properties: {} } },
      },
    ];
    const calls = [];
    let thinking = '';
    for await (const { message } of await client.chat({ model: 'llama', messages, tools, stream: true })) {
      calls.push(...(message.tool_calls ?? []));
      thinking += message.thinking ?? '';
    }
    expect(thinking).toBe('Hm.');
    expect(calls).toEqual([
      { function: { name: 'get_weather', arguments: { city: 'Bern' } } },
      { function: { name: 'get_time', arguments: {} } },
    ]);
  });

  it('brings tool results back to the calls they answer', async () => {
    answerWith({ role: 'assistant', content: 'Done.' });
    await client.chat({
      model: 'llama',
      messages: [
        ...messages,
        {
          role: 'assistant',
          content: '',
          tool_calls: [
            { function: { name: 'one', arguments: { a: 1 } } },
            { function: { name: 'two', arguments: {} } },
          ],
        },
        { role: 'tool', tool_name: 'two', content: 'second' },
        { role: 'tool', tool_name: 'one', content: 'first' },
        { role: 'user', content: 'see', images: ['iVBORw0KGgoAAA=='] },
      ],
    });
    const sent = upstream.calls[0]?.body.messages as Record<string, unknown>[];
    expect(sent.slice(1)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          { id: 'call_0', type: 'function', function: { name: 'one', arguments: '{"a":1}' } },
          { id: 'call_1', type: 'function', function: { name: 'two', arguments: '{}' } },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: 'second' },
      { role: 'tool', tool_call_id: 'call_0', content: 'first' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'see' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgoAAA==' } },
        ],
      },
    ]);
  });

  it('generates from a prompt, whole and as a stream', async () => {
    answerWith({ role: 'assistant', content: 'Once upon a time' });
    const whole = await client.generate({ model: 'llama', prompt: 'Tell', system: 'Brief' });
    expect(whole).toMatchObject({ response: 'Once upon a time', done: true, eval_count: 12 });
    upstream.streamWith(
      chatChunk({ content: 'Once ' }),
      chatChunk({ content: 'upon' }),
      chatChunk({}, 'stop'),
      USAGE,
      DONE,
    );
    let text = '';
    for await (const part of await client.generate({ model: 'llama', prompt: 'Tell', stream: true }))
      text += part.response;
    expect(text).toBe('Once upon');
  });

  it('finds the models, one model, what runs, and the version', async () => {
    const { models } = await client.list();
    expect(models.map(({ name }) => name)).toEqual(['llama']);
    expect((await client.show({ model: 'llama' })).capabilities).toContain('tools');
    expect((await post('/api/show', { name: 'llama:latest' })).status).toBe(200);
    expect((await client.ps()).models).toHaveLength(1);
    expect((await client.version()).version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(await (await fetch(switchyard.gatewayUrl)).text()).toBe('Ollama is running');
    expect((await fetch(switchyard.gatewayUrl, { method: 'HEAD' })).status).toBe(200);
  });

  it('is told at once that a model is loaded, when it only asks for that', async () => {
    upstream.onCall(({ response }) => void response.writeHead(500).end());
    const loaded = await client.generate({ model: 'llama', prompt: '' });
    expect(loaded).toMatchObject({ model: 'llama', response: '', done: true, done_reason: 'load' });
    expect(upstream.calls).toHaveLength(0);
  });

  it.each<[string, string, object, number, RegExp]>([
    ['an unknown model', '/api/chat', { model: 'nope', messages }, 404, /does not exist/],
    ['no model', '/api/show', {}, 400, /model/],
    ['a prompt of another kind', '/api/generate', { model: 'llama', prompt: 7 }, 400, /prompt/],
  ])('is refused %s in the shape it knows', async (_case, path, body, status, message) => {
    const response = await post(path, body);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringMatching(message) });
  });

  /** An answer that goes on until it is told to stop, without an end. */
  const breakOff = () => {
    let finish: () => void = () => undefined;
    upstream.onCall(({ response }) => {
      response.writeHead(200, EVENT_STREAM).write(chatChunk({ content: 'half' }));
      finish = () => response.end();
    });
    return () => finish();
  };

  it('reads a stream that breaks off as an error, not as an end', async () => {
    const finish = breakOff();
    const stream = await client.chat({ model: 'llama', messages, stream: true });
    finish();
    const reading = (async () => {
      for await (const part of stream) expect(part.done).toBe(false);
    })();
    await expect(reading).rejects.toThrow('before it was complete');
  });

  it('is sent an error as the last line of a stream that breaks off', async () => {
    const finish = breakOff();
    const response = await post('/api/chat', { model: 'llama', messages });
    finish();
    expect(checkOllamaChatStream(await response.text())).toMatchObject({
      outcome: 'failed',
      text: 'half',
      error: { error: expect.stringContaining('before it was complete') },
    });
  });

  it('leaves rows in the ledger like any other', async () => {
    await waitFor('the rows', async () => {
      const rows = await switchyard.database.query(
        "SELECT 1 FROM request_log WHERE route LIKE '/api/%' AND outcome = 'success' AND input_tokens = 30",
      );
      return rows.length >= 7;
    });
  });
});

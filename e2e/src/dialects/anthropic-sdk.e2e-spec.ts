import Anthropic from '@anthropic-ai/sdk';
import {
  chatChunk,
  checkAnthropicStream,
  checkedFetch,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
  usageChunk,
  waitFor,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const usage = { prompt_tokens: 30, completion_tokens: 12, prompt_tokens_details: { cached_tokens: 10 } };
const USAGE = usageChunk(usage);
const call = (index: number, fields: object) => chatChunk({ tool_calls: [{ index, ...fields }] });

const weatherTool = {
  name: 'get_weather',
  description: 'The weather of a city',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } },
};
const ask = {
  model: 'claude-like',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'Hello' }],
};

/** Fields of the API that newer versions of the SDK no longer name. */
const olderFields = (fields: object): object => fields;

describe('the official Anthropic SDK on an OpenAI-compatible endpoint', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let client: Anthropic;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('claude-like', { url: upstream.url, api_key: 'sk-real' });
    client = new Anthropic({
      baseURL: switchyard.gatewayUrl,
      apiKey: 'any',
      maxRetries: 0,
      fetch: checkedFetch,
    });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const answerWith = (message: object, finishReason = 'stop') =>
    upstream.answerWith({
      id: 'chatcmpl-1',
      model: 'real',
      choices: [{ index: 0, message, finish_reason: finishReason }],
      usage,
    });

  it('gets a whole message, with usage in its own terms', async () => {
    answerWith({ role: 'assistant', content: 'Hi there' });
    const message = await client.messages.create({
      ...ask,
      system: 'Be brief.',
      stop_sequences: ['END'],
      ...olderFields({ temperature: 0.5 }),
    });
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'Hi there' }],
      stop_reason: 'end_turn',
      usage: {
        input_tokens: 20,
        cache_read_input_tokens: 10,
        cache_creation_input_tokens: 0,
        output_tokens: 12,
      },
    });
    expect(upstream.calls[0]?.body).toEqual({
      model: 'real-model',
      messages: [
        { role: 'system', content: 'Be brief.' },
        { role: 'user', content: 'Hello' },
      ],
      max_tokens: 100,
      ...olderFields({ temperature: 0.5 }),
      stop: ['END'],
    });
  });

  it('gets a stream whose end, stop reason and usage it understands', async () => {
    upstream.streamWith(
      chatChunk({ role: 'assistant', content: '' }),
      chatChunk({ content: 'Hi ' }),
      chatChunk({ content: 'there' }),
      chatChunk({}, 'length'),
      USAGE,
      DONE,
    );
    const stream = client.messages.stream(ask);
    const seen: string[] = [];
    stream.on('streamEvent', ({ type }) => seen.push(type));
    const message = await stream.finalMessage();
    expect(seen).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(message).toMatchObject({
      content: [{ type: 'text', text: 'Hi there' }],
      stop_reason: 'max_tokens',
      usage: { input_tokens: 20, cache_read_input_tokens: 10, output_tokens: 12 },
    });
  });

  it('gets text and two tool calls of one turn, whatever the endpoint calls the end of it', async () => {
    upstream.streamWith(
      chatChunk({ role: 'assistant', content: 'Let me look.' }),
      call(0, { id: 'call_a', type: 'function', function: { name: 'get_weather', arguments: '' } }),
      call(0, { function: { arguments: '{"city":' } }),
      call(0, { function: { arguments: '"Bern"}' } }),
      call(1, {
        id: 'call_b',
        type: 'function',
        function: { name: 'get_weather', arguments: '{"city":"Rome"}' },
      }),
      chatChunk({}, 'stop'),
      USAGE,
      DONE,
    );
    const message = await client.messages
      .stream({ ...ask, tools: [weatherTool], tool_choice: { type: 'any' } })
      .finalMessage();
    expect(message.content).toMatchObject([
      { type: 'text', text: 'Let me look.' },
      { type: 'tool_use', id: 'call_a', name: 'get_weather', input: { city: 'Bern' } },
      { type: 'tool_use', id: 'call_b', name: 'get_weather', input: { city: 'Rome' } },
    ]);
    expect(message.stop_reason).toBe('tool_use');
    expect(upstream.calls[0]?.body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'get_weather', parameters: weatherTool.input_schema } }],
      tool_choice: 'required',
    });
  });

  it('brings tool results, images and errors back in the turns where they belong', async () => {
    answerWith({ role: 'assistant', content: 'Sunny in Bern.' });
    await client.messages.create({
      ...ask,
      tools: [weatherTool],
      tool_choice: { type: 'tool', name: 'get_weather', disable_parallel_tool_use: true },
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: [
            { type: 'text', text: 'Looking.' },
            { type: 'tool_use', id: 'call_a', name: 'get_weather', input: { city: 'Bern' } },
            { type: 'tool_use', id: 'call_b', name: 'get_weather', input: { city: 'Rome' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'call_a', content: [{ type: 'text', text: 'sunny' }] },
            { type: 'tool_result', tool_use_id: 'call_b', content: 'no such city', is_error: true },
            { type: 'text', text: 'And this?' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
          ],
        },
      ],
    });
    expect(upstream.calls[0]?.body).toMatchObject({
      tool_choice: { type: 'function', function: { name: 'get_weather' } },
      parallel_tool_calls: false,
      messages: [
        { role: 'user', content: 'Weather?' },
        {
          role: 'assistant',
          content: 'Looking.',
          tool_calls: [
            { id: 'call_a', function: { name: 'get_weather', arguments: '{"city":"Bern"}' } },
            { id: 'call_b', function: { name: 'get_weather', arguments: '{"city":"Rome"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_a', content: 'sunny' },
        { role: 'tool', tool_call_id: 'call_b', content: 'Error: no such city' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'And this?' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
          ],
        },
      ],
    });
  });

  it('gets reasoning as thinking, and is told what could not be carried', async () => {
    upstream.streamWith(
      chatChunk({ reasoning_content: 'Hm.' }),
      chatChunk({ content: 'Yes' }),
      chatChunk({}, 'stop'),
      USAGE,
      DONE,
    );
    const { data: message, response } = await client.messages
      .create({
        ...ask,
        stream: true,
        ...olderFields({ top_k: 5 }),
        service_tier: 'auto',
        system: [{ type: 'text', text: 'cached', cache_control: { type: 'ephemeral' } }],
        max_tokens: 4000,
        thinking: { type: 'enabled', budget_tokens: 2000 },
        messages: [
          { role: 'user', content: 'a' },
          {
            role: 'assistant',
            content: [
              { type: 'thinking', thinking: 'earlier', signature: 'sig' },
              { type: 'text', text: 'b' },
            ],
          },
          { role: 'user', content: 'c' },
        ],
      })
      .withResponse();
    const blocks: string[] = [];
    for await (const event of message)
      if (event.type === 'content_block_start') blocks.push(event.content_block.type);
    expect(blocks).toEqual(['thinking', 'text']);
    expect(response.headers.get('x-switchyard-notes')).toContain('top_k was dropped');
    expect(response.headers.get('x-switchyard-notes')).toContain('service_tier, cache_control');
    expect(upstream.calls[0]?.body).toMatchObject({ reasoning_effort: 'medium' });
    expect(JSON.stringify(upstream.calls[0]?.body)).not.toContain('earlier');
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
    const stream = await client.messages.create({ ...ask, stream: true });
    finish();
    const types: string[] = [];
    const reading = (async () => {
      for await (const { type } of stream) types.push(type);
    })();
    await expect(reading).rejects.toBeInstanceOf(Anthropic.APIError);
    expect(types).not.toContain('message_stop');
  });

  it('is sent an error as the last event of a stream that breaks off', async () => {
    const finish = breakOff();
    const response = await client.messages.create({ ...ask, stream: true }).asResponse();
    finish();
    expect(checkAnthropicStream(await response.text())).toMatchObject({
      outcome: 'failed',
      text: 'half',
      error: { type: 'api_error', code: 'upstream_incomplete' },
    });
  });

  it.each<[string, object, number, string]>([
    ['a missing limit', { ...ask, max_tokens: undefined }, 400, 'invalid_request_error'],
    ['no messages', { ...ask, messages: [] }, 400, 'invalid_request_error'],
    ['a tool without schema', { ...ask, tools: [{ name: 'x' }] }, 400, 'invalid_request_error'],
    [
      'a tool only Anthropic has',
      { ...ask, tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      400,
      'invalid_request_error',
    ],
    ['an unknown model', { ...ask, model: 'nope' }, 404, 'not_found_error'],
  ])('is refused %s in the shape it knows', async (_case, body, status, type) => {
    const refused = client.messages.create(body as Anthropic.MessageCreateParamsNonStreaming);
    await expect(refused).rejects.toBeInstanceOf(Anthropic.APIError);
    await expect(refused).rejects.toMatchObject({ status, error: { type: 'error', error: { type } } });
  });

  it.each<[number, number, string]>([
    [429, 429, 'rate_limit_error'],
    [401, 502, 'api_error'],
    [529, 503, 'overloaded_error'],
  ])("reads the endpoint's %i as a %i %s", async (upstreamStatus, status, type) => {
    upstream.onCall(({ response }) => void response.writeHead(upstreamStatus).end('{}'));
    await expect(client.messages.create(ask)).rejects.toMatchObject({ status, error: { error: { type } } });
  });

  it('counts tokens, and says that it guesses', async () => {
    const { data: count, response } = await client.messages
      .countTokens({ model: 'claude-like', messages: ask.messages })
      .withResponse();
    expect(count.input_tokens).toBeGreaterThan(0);
    expect(response.headers.get('x-switchyard-notes')).toBe('input_tokens is an estimate');
  });

  it('finds somebody there', async () => {
    const { status, headers } = await fetch(`${switchyard.gatewayUrl}/v1`, { method: 'HEAD' });
    expect(status).toBe(200);
    expect(headers.get('x-proxy')).toBe('serverless-proxy');
  });

  it('leaves rows in the ledger like any other', async () => {
    const rows = await waitFor('the rows', async () => {
      const found = await switchyard.database.query(
        "SELECT * FROM request_log WHERE route = '/v1/messages' AND outcome = 'success'",
      );
      return found.length >= 5 ? found : null;
    });
    expect(rows.filter(({ input_tokens: input }) => input === 20)).toHaveLength(rows.length);
  });
});

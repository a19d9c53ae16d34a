import { ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeEndpoint } from '../pairs/fake-endpoint.js';
import { upstreams } from '../pairs/upstreams/upstreams.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const vector = [0.25, -0.5, 1];
const types = upstreams.map(({ endpointType }) => endpointType);
const embedders = types.filter((type) => type !== 'anthropic');

/** How each surface says that it refuses, with the message where its clients look for it. */
const inOpenAi = (type: string) => ({ error: { type, message: expect.any(String) } });
const inAnthropic = (type: string) => ({ type: 'error', error: { type, message: expect.any(String) } });
const inOllama = () => ({ error: expect.any(String) });
type Shape = (type: string) => object;

const user = { role: 'user', content: 'Hi' };
const messages = [user];
const unasked = { role: 'tool', tool_call_id: 'call_9', content: 'sunny' };
const unaskedBlock = {
  role: 'user',
  content: [{ type: 'tool_result', tool_use_id: 'toolu_9', content: 'sunny' }],
};
const unaskedItem = { type: 'function_call_output', call_id: 'call_9', output: 'sunny' };

/** What every endpoint needs to be given, by the surface at which it is missing. `$` stands for a model that there is. */
const refusals: readonly [path: string, shape: Shape, rows: readonly [title: string, body: object][]][] = [
  [
    '/v1/chat/completions',
    inOpenAi,
    [
      ['no model', { messages }],
      ['no messages', { model: '$' }],
      ['empty messages', { model: '$', messages: [] }],
      ['the result of a call that was never made', { model: '$', messages: [user, unasked] }],
      [
        'a result without the id of its call',
        { model: '$', messages: [user, { role: 'tool', content: 'a' }] },
      ],
    ],
  ],
  [
    '/v1/completions',
    inOpenAi,
    [
      ['no model', { prompt: 'a' }],
      ['no prompt', { model: '$' }],
    ],
  ],
  [
    '/v1/responses',
    inOpenAi,
    [
      ['no model', { input: 'a' }],
      ['input of another kind', { model: '$', input: 7 }],
    ],
  ],
  [
    '/v1/messages',
    inAnthropic,
    [
      ['no model', { max_tokens: 5, messages }],
      ['no limit', { model: '$', messages }],
      ['no messages', { model: '$', max_tokens: 5 }],
      ['empty messages', { model: '$', max_tokens: 5, messages: [] }],
      ['tools that are no list', { model: '$', max_tokens: 5, messages, tools: {} }],
      ['a tool without a name', { model: '$', max_tokens: 5, messages, tools: [{ input_schema: {} }] }],
      ['a tool without a schema', { model: '$', max_tokens: 5, messages, tools: [{ name: 'f' }] }],
    ],
  ],
  ['/api/chat', inOllama, [['no model', { messages }]]],
  ['/api/generate', inOllama, [['no model', { prompt: 'a' }]]],
  [
    '/v1/embeddings',
    inOpenAi,
    [
      ['no model', { input: 'a' }],
      ['no input', { model: '$' }],
    ],
  ],
  [
    '/api/embed',
    inOllama,
    [
      ['no model', { input: 'a' }],
      ['no input', { model: '$' }],
    ],
  ],
  ['/api/embeddings', inOllama, [['no model', { prompt: 'a' }]]],
];

/** The same of a model that nobody knows. */
const unknownModel: readonly [path: string, shape: Shape, body: object][] = [
  ['/v1/chat/completions', inOpenAi, { messages }],
  ['/v1/completions', inOpenAi, { prompt: 'a' }],
  ['/v1/responses', inOpenAi, { input: 'a' }],
  ['/v1/messages', inAnthropic, { max_tokens: 5, messages }],
  ['/v1/messages/count_tokens', inAnthropic, { messages }],
  ['/api/chat', inOllama, { messages }],
  ['/api/generate', inOllama, { prompt: 'a' }],
  ['/api/show', inOllama, {}],
  ['/v1/embeddings', inOpenAi, { input: 'a' }],
  ['/api/embed', inOllama, { input: 'a' }],
  ['/api/embeddings', inOllama, { prompt: 'a' }],
];

const embeddingRoutes: readonly [path: string, shape: Shape, body: object, holds: object][] = [
  ['/v1/embeddings', inOpenAi, { input: 'a' }, { data: [{ embedding: vector }] }],
  ['/api/embed', inOllama, { input: 'a' }, { embeddings: [vector] }],
  ['/api/embeddings', inOllama, { prompt: 'a' }, { embedding: vector }],
];

/** What of the release matrix of the replaced system no other suite shows; M1 to M3 and M6 are in `pairs`. */
describe('the release matrix', () => {
  let switchyard: Switchyard;
  let chats: FakeEndpoint;
  let embeddings: ScriptedUpstream;

  beforeAll(async () => {
    [chats, embeddings, switchyard] = await Promise.all([
      FakeEndpoint.start(),
      ScriptedUpstream.start(),
      Switchyard.prepare(stores()),
    ]);
    await switchyard.start('admin-api', 'gateway');
    for (const { endpointType, model } of upstreams) {
      const chat = { url: chats.url, endpoint_type: endpointType };
      await switchyard.addModel(`chat-${endpointType}`, chat, { actual_model: model });
      const embedder = { url: embeddings.url, endpoint_type: endpointType };
      await switchyard.addModel(`embed-${endpointType}`, embedder, { actual_model: 'an-embedder' });
    }
  });

  afterAll(async () => {
    await switchyard.stop();
    await chats.stop();
    await embeddings.stop();
  });

  const post = (path: string, body: object) =>
    fetch(`${switchyard.gatewayUrl}${path}`, { method: 'POST', body: JSON.stringify(body) });

  describe.each(upstreams)('M4: text completions at $name', ({ endpointType, see, knowsStop }) => {
    it.each([
      ['a string', 'three', ['three'], false],
      ['a list', ['three', 'END'], ['three', 'END'], false],
      ['a string', 'three', ['three'], true],
      ['a list', ['three', 'END'], ['three', 'END'], true],
    ])('end at %s', async (_kind, stop, expected, stream) => {
      chats.answers({ content: 'one, two, three' });
      const response = await post('/v1/completions', {
        model: `chat-${endpointType}`,
        prompt: 'Count',
        stop,
        stream,
      });
      const text = await response.text();
      const chunks = stream ? text.split('\n\n').filter((frame) => frame.startsWith('data: {')) : [text];
      const choices = chunks.flatMap((chunk) => JSON.parse(chunk.replace('data: ', '')).choices);
      const sent = see(chats.bodies[0] ?? {}).stop;
      // The endpoint of this test does not stop by itself.
      expect(sent).toEqual(knowsStop ? expected : []);
      expect(choices.map((choice) => choice.text).join('')).toBe(
        knowsStop ? 'one, two, three' : 'one, two, ',
      );
      expect(choices.at(-1).finish_reason).toBe('stop');
      if (stream) expect(text).toMatch(/data: \[DONE\]\n\n$/);
    });
  });

  it.each(upstreams)('M5: texts in blocks from an Anthropic client reach $name', async (upstream) => {
    chats.answers({ content: 'Hi' });
    const text = (words: string) => ({ type: 'text', text: words });
    const response = await post('/v1/messages', {
      model: `chat-${upstream.endpointType}`,
      max_tokens: 50,
      system: [text('Be brief.'), text('Be kind.')],
      messages: [
        { role: 'user', content: [text('one'), text('two')] },
        { role: 'assistant', content: [text('three')] },
        { role: 'user', content: [text('four')] },
      ],
    });
    expect(await response.json()).toMatchObject({ content: [{ type: 'text', text: 'Hi' }] });
    const { system, said } = upstream.see(chats.bodies[0] ?? {});
    expect(system).toBe('Be brief.\n\nBe kind.');
    const words = said.map((item) => ('user' in item ? item.user : Object.values(item).join()));
    expect(words.join('\n')).toBe('one\ntwo\nthree\nfour');
  });

  describe('M7: embeddings', () => {
    const embeds = () =>
      embeddings.onCall(({ request: { url }, response }) => {
        const byPath: Readonly<Record<string, object>> = {
          '/v1/embeddings': { object: 'list', data: [{ index: 0, embedding: vector }], model: 'an-embedder' },
          '/api/embed': { model: 'an-embedder', embeddings: [vector] },
          '/api/embeddings': { embedding: vector },
        };
        const answer = byPath[url ?? ''];
        response.writeHead(answer ? 200 : 404, JSON_TYPE).end(JSON.stringify(answer ?? {}));
      });

    it.each(embedders.flatMap((type) => embeddingRoutes.map((route) => [route[0], type, route] as const)))(
      '%s has them from an endpoint of type %s',
      async (path, type, [, , body, holds]) => {
        embeds();
        const response = await post(path, { model: `embed-${type}`, ...body });
        expect(await response.json()).toMatchObject(holds);
        expect(embeddings.calls[0]?.body.model).toBe('an-embedder');
      },
    );

    it.each(embeddingRoutes)('%s is refused where the endpoint has none', async (path, shape, body) => {
      const response = await post(path, { model: 'embed-anthropic', ...body });
      expect(response.status).toBe(400);
      const answer = await response.json();
      expect(answer).toMatchObject(shape('invalid_request_error'));
      expect(JSON.stringify(answer)).toContain('has no embeddings');
    });

    it.each(embedders.flatMap((type) => embeddingRoutes.map((route) => [route[0], type, route] as const)))(
      '%s tells what an endpoint of type %s says of a chat model',
      async (path, type, [, shape, body]) => {
        const error =
          type === 'ollama'
            ? 'this model does not support embeddings'
            : { message: 'this model does not support embeddings', type: 'invalid_request_error' };
        embeddings.onCall(
          ({ response }) => void response.writeHead(400, JSON_TYPE).end(JSON.stringify({ error })),
        );
        const response = await post(path, { model: `embed-${type}`, ...body });
        expect(response.status).toBe(400);
        const answer = await response.json();
        expect(answer).toMatchObject(shape('invalid_request_error'));
        expect(JSON.stringify(answer)).toContain('this model does not support embeddings');
      },
    );

    it('go to their own host, and chats to theirs', async () => {
      embeds();
      chats.answers({ content: 'Hi' });
      await post('/api/embed', { model: 'embed-ollama', input: 'a' });
      await post('/api/chat', { model: 'chat-openai', messages, stream: false });
      expect(embeddings.calls.map(({ request }) => request.url)).toEqual(['/api/embed']);
      expect(chats.bodies).toHaveLength(1);
    });
  });

  describe('M8: a request that cannot be served', () => {
    it.each(
      refusals.flatMap(([path, shape, rows]) =>
        rows.flatMap(([title, body]) => types.map((type) => [path, title, type, shape, body] as const)),
      ),
    )('is refused at %s: %s, on an endpoint of type %s', async (path, _title, type, shape, body) => {
      chats.answers({ content: 'never' });
      const response = await post(path, { ...body, ...('model' in body && { model: `chat-${type}` }) });
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject(shape('invalid_request_error'));
      expect(chats.bodies).toEqual([]);
    });

    it.each([
      ['/v1/messages', inAnthropic, { max_tokens: 5, messages: [user, unaskedBlock] }, 'anthropic'],
      ['/v1/responses', inOpenAi, { input: [user, unaskedItem] }, 'openai_responses'],
    ] as const)(
      'is refused at %s: the result of a call that was never made',
      async (path, shape, body, own) => {
        // An endpoint that speaks the same API gets it as it is, and refuses it itself.
        for (const type of types.filter((other) => other !== own)) {
          chats.answers({ content: 'never' });
          const response = await post(path, { model: `chat-${type}`, ...body });
          expect([type, response.status]).toEqual([type, 400]);
          expect(await response.json()).toMatchObject(shape('invalid_request_error'));
          expect(chats.bodies).toEqual([]);
        }
      },
    );

    it.each(unknownModel)('is refused at %s: an unknown model', async (path, shape, body) => {
      const response = await post(path, { model: 'nobody', ...body });
      expect(response.status).toBe(404);
      const type = path.startsWith('/v1/messages') ? 'not_found_error' : 'invalid_request_error';
      expect(await response.json()).toMatchObject(shape(type));
    });
  });

  it('M9: the lists of models agree', async () => {
    const get = async (path: string) => (await fetch(`${switchyard.gatewayUrl}${path}`)).json();
    const { data } = (await get('/v1/models')) as { data: { id: string }[] };
    const { models } = (await get('/api/tags')) as { models: { name: string; model: string }[] };
    const ids = data.map(({ id }) => id);
    expect(ids.toSorted()).toEqual(types.flatMap((type) => [`chat-${type}`, `embed-${type}`]).toSorted());
    expect(models.map(({ name }) => name)).toEqual(ids);
    expect(models.map(({ model }) => model)).toEqual(ids);
    const { models: running } = (await get('/api/ps')) as { models: { name: string }[] };
    // The Ollama of this test does not tell what it has loaded.
    expect(running.map(({ name }) => name)).toEqual(ids);
  });
});

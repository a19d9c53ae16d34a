import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ToolDefinition,
  ToolResultPart,
} from '@switchyard/domain';
import { GatewayError } from '@switchyard/domain';
import { aChatRequest } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import { encodeMessagesRequest } from './encode-messages-request.js';

const text = (value: string) => ({ type: 'text', text: value }) as const;
const user = (...values: string[]): ChatMessage => ({ role: 'user', content: values.map(text) });
const system = (value: string): ChatMessage => ({ role: 'system', content: [text(value)] });
const assistant = (...content: AssistantPart[]): ChatMessage => ({ role: 'assistant', content });
const call = (id: string, argumentsText = '{}') =>
  ({ type: 'tool-call', id, name: 'f', argumentsText }) as const;
const result = (callId: string, value: string, more: Partial<ToolResultPart> = {}): ChatMessage => ({
  role: 'tool',
  content: [{ type: 'tool-result', callId, content: [text(value)], isError: false, ...more }],
});
const thought = (value: string, format = 'anthropic-claude-v1') =>
  ({ type: 'reasoning', text: value, signature: { format, value: `sig ${value}`, itemId: null } }) as const;
const tool: ToolDefinition = {
  name: 'f',
  description: 'Does it.',
  inputSchema: { type: 'object', properties: { x: { type: 'number', minimum: 1 } } },
  strict: null,
};

const aRequest = (parts: Partial<ChatRequest> = {}): ChatRequest =>
  aChatRequest({ model: 'claude-haiku-4-5', maxOutputTokens: 100, ...parts });
const encode = (parts: Partial<ChatRequest> = {}) => encodeMessagesRequest(aRequest(parts), false);
const turnsOf = (...messages: ChatMessage[]) => encode({ messages }).body.messages;

describe(encodeMessagesRequest, () => {
  it('sends no more than it was given', () => {
    expect(encode()).toEqual({
      body: {
        model: 'claude-haiku-4-5',
        max_tokens: 100,
        messages: [{ role: 'user', content: [text('Hi')] }],
      },
      notes: [],
    });
  });

  it('asks for a stream only where one is wanted of the endpoint', () => {
    expect(encodeMessagesRequest(aRequest({ wantsStream: false }), true).body.stream).toBe(true);
    expect(encodeMessagesRequest(aRequest({ wantsStream: true }), false).body).not.toHaveProperty('stream');
  });

  it('sends the same bytes for the same request, for the sake of the prompt cache', () => {
    const request = { messages: [user('Hi'), assistant(call('a.b')), result('a.b', '1')], tools: [tool] };
    expect(JSON.stringify(encode(request))).toBe(JSON.stringify(encode(request)));
  });

  describe('with system messages', () => {
    it('joins them before the conversation', () => {
      const { body, notes } = encode({
        messages: [system('Be brief.'), system(' '), system('Be kind.'), user('Hi')],
      });
      expect(body.system).toBe('Be brief.\n\nBe kind.');
      expect(notes).toEqual([]);
    });

    it('moves later ones there, and says so', () => {
      const { body, notes } = encode({ messages: [user('Hi'), system('Be brief.'), user('Go')] });
      expect(body).toMatchObject({ system: 'Be brief.', messages: [{ content: [text('Hi'), text('Go')] }] });
      expect(notes).toEqual(['system messages were moved to the beginning']);
    });

    it('keeps them apart where one is marked for the cache', () => {
      const cacheControl = { type: 'ephemeral', ttl: '1h' };
      const { body, notes } = encode({
        messages: [
          { role: 'system', content: [{ ...text('Long.'), cacheControl }, text('Short.')] },
          user('Hi'),
        ],
      });
      expect(body.system).toEqual([{ ...text('Long.'), cache_control: cacheControl }, text('Short.')]);
      expect(notes).toEqual([]);
    });

    it('sends an instruction as the user where nobody says anything', () => {
      const { body, notes } = encode({ messages: [system('Write a poem.'), user('  ')] });
      expect(body).not.toHaveProperty('system');
      expect(body.messages).toEqual([{ role: 'user', content: [text('Write a poem.')] }]);
      expect(notes).toEqual(['the system message was sent as the user, as there is no other']);
    });
  });

  describe('with turns', () => {
    it('merges those of one role, and leaves out what holds no text', () => {
      expect(
        turnsOf(user('a'), user(''), assistant(text('\n')), user('b'), assistant(text('c'), text(' '))),
      ).toEqual([
        { role: 'user', content: [text('a'), text('b')] },
        { role: 'assistant', content: [text('c')] },
      ]);
    });

    it('refuses a conversation without any text', () => {
      expect(() => encode({ messages: [user(' '), assistant(text(''))] })).toThrow('hold no text');
    });

    it('tells a refusal as text', () => {
      expect(turnsOf(user('a'), assistant({ type: 'refusal', text: 'No.' }), user('b'))).toMatchObject([
        {},
        { content: [text('No.')] },
        {},
      ]);
    });

    it('takes white space off the end of an answer that is to be gone on with', () => {
      const { body, notes } = encode({ messages: [user('a'), assistant(text(' The answer is '))] });
      expect(body.messages).toMatchObject([{}, { content: [text(' The answer is')] }]);
      expect(notes).toEqual(['white space at the end of the last message was dropped']);
      expect(turnsOf(user('a'), assistant(text('b ')), user('c'))).toMatchObject([
        {},
        { content: [text('b ')] },
        {},
      ]);
    });

    it.each([
      [
        { kind: 'base64', mediaType: 'image/png', data: 'iVBO' },
        { type: 'base64', media_type: 'image/png', data: 'iVBO' },
      ],
      [
        { kind: 'base64', mediaType: 'image/jpg', data: '/9j/' },
        { type: 'base64', media_type: 'image/jpeg', data: '/9j/' },
      ],
      [
        { kind: 'url', url: 'https://example.com/a.png' },
        { type: 'url', url: 'https://example.com/a.png' },
      ],
      [
        { kind: 'url', url: 'data:image/PNG;base64,iVBO,R=' },
        { type: 'base64', media_type: 'image/png', data: 'iVBO,R=' },
      ],
      [
        { kind: 'url', url: 'data:image/webp;name=a;base64,UklG' },
        { type: 'base64', media_type: 'image/webp', data: 'UklG' },
      ],
    ] as const)('takes the image %j', (source, expected) => {
      const messages: ChatMessage[] = [
        {
          role: 'user',
          content: [text('Look'), { type: 'image', source, cacheControl: { type: 'ephemeral' } }],
        },
      ];
      expect(encode({ messages }).body.messages).toEqual([
        {
          role: 'user',
          content: [text('Look'), { type: 'image', source: expected, cache_control: { type: 'ephemeral' } }],
        },
      ]);
    });

    it.each(['data:,abc', 'data:image/svg+xml,%3Csvg', 'data:;base64,AA=='])(
      'refuses the image %s',
      (url) => {
        const messages: ChatMessage[] = [
          { role: 'user', content: [{ type: 'image', source: { kind: 'url', url } }] },
        ];
        expect(() => encode({ messages })).toThrow(GatewayError);
      },
    );
  });

  describe('with tool calls', () => {
    const use = (id: string, input: object = {}) => ({ type: 'tool_use', id, name: 'f', input });
    const answered = (id: string, value: string, more: object = {}) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: [text(value)],
      ...more,
    });

    it('puts all results first into one turn of the user, in the order of the calls', () => {
      expect(
        turnsOf(
          user('Go'),
          assistant(text('Well:'), call('a', '{"x":1}'), call('b')),
          result('b', '2'),
          user('And hurry'),
          result('a', 'no', { isError: true }),
        ),
      ).toEqual([
        { role: 'user', content: [text('Go')] },
        { role: 'assistant', content: [text('Well:'), use('a', { x: 1 }), use('b')] },
        {
          role: 'user',
          content: [answered('a', 'no', { is_error: true }), answered('b', '2'), text('And hurry')],
        },
      ]);
    });

    it('answers a call without a result with an error, and says so', () => {
      const { body, notes } = encode({
        messages: [user('Go'), assistant(call('a'), call('b')), result('a', '1'), user('Never mind')],
        tools: [tool],
      });
      expect(body.messages).toMatchObject([
        {},
        {},
        {
          content: [
            answered('a', '1'),
            answered('b', 'No result was given for this call.', { is_error: true }),
            text('Never mind'),
          ],
        },
      ]);
      expect(notes).toEqual(['a tool call without a result was answered with an error in its place']);
    });

    it('answers calls also where nothing follows them', () => {
      expect(turnsOf(user('Go'), assistant(call('a')))).toMatchObject([
        {},
        {},
        { role: 'user', content: [{ tool_use_id: 'a', is_error: true }] },
      ]);
    });

    it.each([
      ['no call at all', [user('Go'), result('a', '1')]],
      ['a call of another id', [user('Go'), assistant(call('b')), result('a', '1')]],
      [
        'a call of an earlier turn',
        [user('Go'), assistant(call('a')), result('a', '1'), assistant(text('x')), result('a', '2')],
      ],
    ])('refuses a result of %s', (_case, messages) => {
      expect(() => encode({ messages })).toThrow(
        expect.objectContaining({ code: 'invalid_request', param: 'messages' }),
      );
    });

    it('gives a call one result, whatever was told of it', () => {
      expect(turnsOf(user('Go'), assistant(call('a')), result('a', '1'), result('a', '2'))).toMatchObject([
        {},
        {},
        { content: [{ tool_use_id: 'a', content: [text('1'), text('2')] }] },
      ]);
    });

    it('keeps images and marks of a result, and leaves out what it does not hold', () => {
      const image = { type: 'image', source: { kind: 'url', url: 'https://example.com/a.png' } } as const;
      expect(
        turnsOf(
          user('Go'),
          assistant(call('a'), call('b')),
          result('a', '1', { content: [text('1'), image], cacheControl: { type: 'ephemeral' } }),
          result('b', ' '),
        ),
      ).toMatchObject([
        {},
        {},
        {
          content: [
            {
              content: [text('1'), { type: 'image', source: { type: 'url' } }],
              cache_control: { type: 'ephemeral' },
            },
            { type: 'tool_result', tool_use_id: 'b' },
          ],
        },
      ]);
    });

    it('gives ids that the endpoint takes, in calls and results alike', () => {
      expect(
        turnsOf(
          user('Go'),
          assistant(call('f:0'), call('f:0')),
          result('f:0', '1'),
          result('f:0', '2'),
          assistant(call('f:0')),
          result('f:0', '3'),
        ),
      ).toEqual([
        { role: 'user', content: [text('Go')] },
        { role: 'assistant', content: [use('f_0'), use('f_0_2')] },
        { role: 'user', content: [answered('f_0', '1'), answered('f_0_2', '2')] },
        { role: 'assistant', content: [use('f_0_3')] },
        { role: 'user', content: [answered('f_0_3', '3')] },
      ]);
    });

    it.each([
      ['', {}],
      [' ', {}],
      ['{"x":{"y":[1]}}', { x: { y: [1] } }],
      ['{"x":', { raw: '{"x":' }],
      ['[1]', { raw: '[1]' }],
    ])('makes an object of the arguments %j', (argumentsText, input) => {
      const { body, notes } = encode({
        messages: [user('Go'), assistant(call('a', argumentsText)), result('a', '1')],
      });
      expect(body.messages).toMatchObject([{}, { content: [{ input }] }, {}]);
      expect(notes).toHaveLength('raw' in input ? 1 : 0);
    });

    it('defines the tools of earlier turns where none are offered any more', () => {
      expect(
        encode({ messages: [user('Go'), assistant(call('a'), call('b')), user('Stop')] }).body,
      ).toMatchObject({
        tools: [{ name: 'f', input_schema: { type: 'object' } }],
        tool_choice: { type: 'none' },
      });
    });
  });

  describe('with thinking of earlier turns', () => {
    const block = (value: string) => ({ type: 'thinking', thinking: value, signature: `sig ${value}` });

    it('gives back what its own models thought, byte for byte and in its order', () => {
      const { body, notes } = encode({
        messages: [
          user('Go'),
          assistant(
            thought(' a\n'),
            { type: 'redacted-reasoning', format: 'anthropic-claude-v1', data: 'r==' },
            text('So:'),
            thought('b'),
            call('x'),
          ),
          result('x', '1'),
        ],
        tools: [tool],
      });
      expect(body.messages).toMatchObject([
        {},
        {
          content: [
            block(' a\n'),
            { type: 'redacted_thinking', data: 'r==' },
            text('So:'),
            block('b'),
            { type: 'tool_use' },
          ],
        },
        {},
      ]);
      expect(notes).toEqual([]);
    });

    it('puts it first where a client put it last', () => {
      expect(
        turnsOf(user('Go'), assistant(text('So.')), assistant(thought('a'), text('b')), user('c')),
      ).toMatchObject([{}, { content: [block('a'), text('So.'), text('b')] }, {}]);
    });

    it.each([
      ['of another model', thought('a', 'openai-responses-v1')],
      ['without a signature', { type: 'reasoning', text: 'a', signature: null } as const],
      [
        'hidden by another model',
        { type: 'redacted-reasoning', format: 'openai-responses-v1', data: 'r' } as const,
      ],
    ])('leaves out what is %s, and says so', (_case, part) => {
      const { body, notes } = encode({ messages: [user('Go'), assistant(part, text('b')), user('c')] });
      expect(body.messages).toMatchObject([{}, { content: [text('b')] }, {}]);
      expect(notes).toEqual(['thinking of earlier turns was dropped: the endpoint cannot take it back']);
    });

    it('leaves out what no answer followed', () => {
      const { body, notes } = encode({
        messages: [user('Go'), assistant(thought('a'), text(' ')), user('Again')],
      });
      expect(body.messages).toEqual([{ role: 'user', content: [text('Go'), text('Again')] }]);
      expect(notes).toEqual(['thinking that no answer followed was dropped from an earlier turn']);
    });
  });

  describe('with tools', () => {
    it('carries their schema as it is, and their marks', () => {
      expect(encode({ tools: [{ ...tool, cacheControl: { type: 'ephemeral' } }] })).toMatchObject({
        body: {
          tools: [
            {
              name: 'f',
              description: 'Does it.',
              input_schema: tool.inputSchema,
              cache_control: { type: 'ephemeral' },
            },
          ],
        },
        notes: [],
      });
    });

    it.each([null, undefined, 'x', {}, { properties: {} }])('makes an object schema of %j', (inputSchema) => {
      const [sent] = encode({ tools: [{ ...tool, description: null, inputSchema }] }).body.tools as object[];
      expect(sent).toMatchObject({ name: 'f', input_schema: { type: 'object' } });
      expect(sent).not.toHaveProperty('description');
    });

    it('closes the schema of a strict tool, where the model has such', () => {
      const strict = { tools: [{ ...tool, strict: true }] };
      expect(encode(strict)).toEqual({
        body: expect.objectContaining({
          tools: [
            {
              name: 'f',
              description: 'Does it.',
              input_schema: {
                type: 'object',
                properties: { x: { type: 'number', description: '{minimum: 1}' } },
                additionalProperties: false,
              },
              strict: true,
            },
          ],
        }),
        notes: ['parts of a JSON schema that the endpoint cannot enforce were put into its descriptions'],
      });
      const old = encode({ ...strict, model: 'claude-sonnet-4-20250514' });
      expect(old.body.tools).toEqual([
        { name: 'f', description: 'Does it.', input_schema: tool.inputSchema },
      ]);
      expect(old.notes).toEqual(['strict was dropped from the tools: the model has nothing like it']);
    });

    it.each([
      [{ kind: 'auto' }, null, { type: 'auto' }],
      [{ kind: 'none' }, null, { type: 'none' }],
      [{ kind: 'required' }, null, { type: 'any' }],
      [{ kind: 'tool', name: 'f' }, null, { type: 'tool', name: 'f' }],
      [{ kind: 'required' }, false, { type: 'any', disable_parallel_tool_use: true }],
      [{ kind: 'tool', name: 'f' }, false, { type: 'tool', name: 'f', disable_parallel_tool_use: true }],
      [{ kind: 'none' }, false, { type: 'none' }],
      [null, false, { type: 'auto', disable_parallel_tool_use: true }],
      [{ kind: 'auto' }, true, { type: 'auto' }],
      [null, true, undefined],
      [null, null, undefined],
    ] as const)('takes the choice %j, parallel %j', (toolChoice, parallelToolCalls, expected) => {
      const { body, notes } = encode({ tools: [tool], toolChoice, parallelToolCalls });
      expect(body.tool_choice).toEqual(expected);
      expect(notes).toEqual([]);
    });

    it('makes no choice without tools', () => {
      expect(encode({ toolChoice: { kind: 'auto' }, parallelToolCalls: false }).body).not.toHaveProperty(
        'tool_choice',
      );
    });

    it('lets a model choose that cannot be forced, and says so', () => {
      const { body, notes } = encode({
        model: 'claude-opus-5-5',
        tools: [tool],
        toolChoice: { kind: 'required' },
        parallelToolCalls: false,
      });
      expect(body.tool_choice).toEqual({ type: 'auto', disable_parallel_tool_use: true });
      expect(notes).toEqual([
        'the tool choice was changed to auto: the model cannot be forced to call a tool',
      ]);
    });
  });

  describe('with parameters', () => {
    it('carries what means the same', () => {
      expect(
        encode({ temperature: 0, topK: 5, stop: ['END', '\n\nHuman:'], endUser: 'u-1' }).body,
      ).toMatchObject({
        temperature: 0,
        top_k: 5,
        stop_sequences: ['END', '\n\nHuman:'],
        metadata: { user_id: 'u-1' },
      });
      expect(encode({ topP: 0.5 }).body.top_p).toBe(0.5);
    });

    it.each([
      [1.7, 1],
      [-1, 0],
    ])('sets the temperature %f to %f', (temperature, expected) => {
      const { body, notes } = encode({ temperature });
      expect(body.temperature).toBe(expected);
      expect(notes).toEqual([`temperature was set to ${expected}: the endpoint takes 0 to 1`]);
    });

    it('leaves out what the model does not take, and says so', () => {
      const sampling = { temperature: 0.5, topP: 0.9, topK: 3 };
      expect(encode(sampling)).toMatchObject({
        body: { temperature: 0.5, top_k: 3 },
        notes: ['top_p was dropped: the model takes it or temperature, but not both'],
      });
      const bare = encode({ ...sampling, model: 'claude-sonnet-5' });
      expect(Object.keys(bare.body)).toEqual(['model', 'max_tokens', 'messages']);
      expect(bare.notes).toEqual(['dropped, as the model has no such parameters: temperature, top_p, top_k']);
      expect(encode({ ...sampling, model: 'deepseek-chat' })).toMatchObject({
        body: { temperature: 0.5, top_p: 0.9, top_k: 3 },
        notes: [],
      });
    });

    it('leaves out what there is nothing for, and says so', () => {
      const { body, notes, cutAt } = encode({
        seed: 0,
        presencePenalty: 0.1,
        frequencyPenalty: 0.2,
        stop: ['\n', ''],
        extras: { logit_bias: {} },
      });
      expect(Object.keys(body)).toEqual(['model', 'max_tokens', 'messages']);
      expect(notes).toEqual([
        'dropped, as the endpoint has no such parameters: seed, presence_penalty, frequency_penalty',
        'dropped, as the endpoint has nothing like it: logit_bias',
      ]);
      // Stop sequences of white space are left to the gateway.
      expect(cutAt).toEqual(['\n', '']);
    });
  });

  describe('with a wish for reasoning', () => {
    const high = { reasoning: { kind: 'effort', effort: 'high' }, maxOutputTokens: 10_000 } as const;
    const thinking = { type: 'enabled', budget_tokens: 8_000 };

    it('asks for it in the form the model takes, beside a format', () => {
      expect(encode(high).body).toMatchObject({ thinking, max_tokens: 10_000 });
      const responseFormat = {
        kind: 'json-schema',
        name: 'a',
        schema: { type: 'string' },
        strict: null,
      } as const;
      expect(encode({ ...high, model: 'claude-opus-5', responseFormat }).body).toMatchObject({
        thinking: { type: 'adaptive' },
        output_config: { effort: 'high', format: { type: 'json_schema' } },
      });
    });

    it('takes no sampling beside it', () => {
      const { body, notes } = encode({ ...high, temperature: 0.2, topK: 5 });
      expect(body).toMatchObject({ thinking });
      expect(body).not.toHaveProperty('temperature');
      expect(notes).toEqual(['dropped, as the model takes none while it thinks: temperature, top_k']);
    });

    it('rather calls the tool it was told to call', () => {
      const forced = { ...high, toolChoice: { kind: 'required' } } as const;
      const { body, notes } = encode({ ...forced, temperature: 0.2, tools: [tool] });
      expect(body).toMatchObject({ tool_choice: { type: 'any' }, temperature: 0.2 });
      expect(body).not.toHaveProperty('thinking');
      expect(notes).toEqual(['thinking was left out: the model does not think where a tool is forced']);
      expect(encode(forced).body).toMatchObject({ thinking });
    });

    it('goes on without it in the middle of a turn that came without it', () => {
      const lost = 'thinking was left out: the last assistant message came without its own';
      const turns = [user('Go'), assistant(text('Well'), call('a')), result('a', '1')];
      expect(encode({ ...high, tools: [tool], messages: turns }).notes).toEqual([lost]);
      expect(encode({ ...high, messages: [user('Go'), assistant(text('So'))] }).notes).toEqual([lost]);
      const kept = [user('Go'), assistant(thought('t'), call('a')), result('a', '1')];
      const over = [...turns, assistant(text('Done')), user('Thanks')];
      for (const messages of [kept, over]) {
        expect(encode({ ...high, tools: [tool], messages })).toMatchObject({ body: { thinking }, notes: [] });
      }
    });
  });

  describe('with a response format', () => {
    const schema = { type: 'object', properties: { x: { type: 'string' } }, required: ['x'] };
    const format = { kind: 'json-schema', name: 'answer', schema, strict: true } as const;

    it('holds the model to a schema', () => {
      expect(encode({ responseFormat: format, reasoning: null })).toEqual({
        body: expect.objectContaining({
          output_config: {
            format: { type: 'json_schema', schema: { ...schema, additionalProperties: false } },
          },
        }),
        notes: [],
      });
    });

    it.each(['claude-sonnet-4', 'glm-4.6'])('asks %s for the schema, which it cannot be held to', (model) => {
      const { body, notes } = encode({
        model,
        messages: [system('Be brief.'), user('Hi')],
        responseFormat: format,
      });
      expect(body).not.toHaveProperty('output_config');
      expect(body.system).toMatch(/^Be brief\.\n\nAnswer with one JSON object .*"required":\["x"\]/s);
      expect(notes).toEqual([
        'the response format was asked for in the system prompt: the model cannot be held to it',
      ]);
    });

    it('asks for plain JSON, as there is no such format', () => {
      const { body, notes } = encode({ responseFormat: { kind: 'json' } });
      expect(body.system).toMatch(/one JSON object and nothing else/);
      expect(notes).toHaveLength(1);
    });
  });
});

import { describe, expect, it } from 'vitest';
import { decodeResponsesRequest } from './decode-responses-request.js';
import { responsesToChatRequest } from './to-chat-request.js';

const toRequest = (body: object) =>
  responsesToChatRequest(
    decodeResponsesRequest(Buffer.from(JSON.stringify({ model: 'm', input: 'hi', ...body }))),
  );
const toMessages = (input: unknown) => toRequest({ input }).messages;
const refusal = (body: object) => {
  try {
    toRequest(body);
    return null;
  } catch (error) {
    return error;
  }
};

const text = (value: string) => ({ type: 'text', text: value });
const user = { role: 'user', content: [text('hi')] };
const aFunction = { type: 'function', name: 'f', parameters: { type: 'object' } };
const definition = { name: 'f', description: null, inputSchema: { type: 'object' }, strict: null };
const aCall = { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{}' };
const aToolCall = { type: 'tool-call', id: 'c1', name: 'f', argumentsText: '{}' };
const output = (value: unknown, callId = 'c1') => ({
  type: 'function_call_output',
  call_id: callId,
  output: value,
});
const result = (content: object[], callId = 'c1') => ({
  type: 'tool-result',
  callId,
  content,
  isError: false,
});
const own = (value: string, itemId: string | null) => ({ format: 'openai-responses-v1', value, itemId });

describe(responsesToChatRequest, () => {
  it.each<[string, unknown, object[]]>([
    ['a text', 'hi', [user]],
    ['an easy message', [{ role: 'user', content: 'hi' }], [user]],
    [
      'a message of parts',
      [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] }],
      [user],
    ],
    ['a developer', [{ role: 'developer', content: 'x' }], [{ role: 'system', content: [text('x')] }]],
    [
      'an image by address',
      [{ role: 'user', content: [{ type: 'input_image', image_url: 'https://x/y.png', detail: 'auto' }] }],
      [{ role: 'user', content: [{ type: 'image', source: { kind: 'url', url: 'https://x/y.png' } }] }],
    ],
    [
      'an image itself',
      [{ role: 'user', content: [{ type: 'input_image', image_url: 'data:image/png;base64,AAAA' }] }],
      [
        {
          role: 'user',
          content: [{ type: 'image', source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' } }],
        },
      ],
    ],
    [
      'an answer with a refusal',
      [
        {
          type: 'message',
          role: 'assistant',
          id: 'msg_1',
          status: 'completed',
          content: [
            { type: 'output_text', text: 'a', annotations: [] },
            { type: 'refusal', refusal: 'no' },
          ],
        },
      ],
      [{ role: 'assistant', content: [text('a'), { type: 'refusal', text: 'no' }] }],
    ],
    [
      'one turn of the assistant, and what its calls gave',
      [
        {
          type: 'reasoning',
          id: 'rs_1',
          summary: [{ type: 'summary_text', text: 'h' }],
          encrypted_content: 's',
        },
        { role: 'assistant', content: 'a' },
        aCall,
        { type: 'custom_tool_call', call_id: 'c2', name: 'p', input: 'x"y' },
        output('one'),
        { type: 'custom_tool_call_output', call_id: 'c2', output: 'two' },
        { role: 'user', content: 'hi' },
      ],
      [
        {
          role: 'assistant',
          content: [
            { type: 'reasoning', text: 'h', signature: own('s', 'rs_1') },
            text('a'),
            aToolCall,
            { type: 'tool-call', id: 'c2', name: 'p', argumentsText: '{"input":"x\\"y"}' },
          ],
        },
        { role: 'tool', content: [result([text('one')]), result([text('two')], 'c2')] },
        user,
      ],
    ],
    [
      'a result with an image',
      [
        aCall,
        output([
          { type: 'input_text', text: 'see' },
          { type: 'input_image', image_url: 'https://x/y.png' },
        ]),
      ],
      [
        { role: 'assistant', content: [aToolCall] },
        {
          role: 'tool',
          content: [
            result([text('see'), { type: 'image', source: { kind: 'url', url: 'https://x/y.png' } }]),
          ],
        },
      ],
    ],
  ])('reads %s', (_case, input, messages) => {
    expect(toMessages(input)).toEqual(messages);
  });

  it.each<[string, object, object | null]>([
    [
      'in the clear',
      { summary: [{ text: 'a' }, { text: 'b' }] },
      { type: 'reasoning', text: 'a\n\nb', signature: null },
    ],
    [
      'as it is',
      { summary: [], content: [{ text: 'a' }] },
      { type: 'reasoning', text: 'a', signature: null },
    ],
    [
      'that is sealed',
      { summary: [], encrypted_content: 's' },
      { type: 'reasoning', text: '', signature: own('s', 'rs_1') },
    ],
    [
      'sealed elsewhere',
      { summary: [{ text: 'a' }], encrypted_content: 'switchyard:f::s' },
      { type: 'reasoning', text: 'a', signature: { format: 'f', value: 's', itemId: null } },
    ],
    [
      'sealed under another id',
      { summary: [{ text: 'a' }], encrypted_content: 'switchyard:openai-responses-v1:rs_0:s' },
      { type: 'reasoning', text: 'a', signature: own('s', 'rs_0') },
    ],
    [
      'hidden elsewhere',
      { summary: [], encrypted_content: 'switchyard:f:redacted:d' },
      { type: 'redacted-reasoning', format: 'f', data: 'd' },
    ],
    ['that says nothing', { summary: [] }, null],
  ])('reads reasoning %s', (_case, fields, part) => {
    const messages = toMessages([
      { type: 'reasoning', id: 'rs_1', ...fields },
      { role: 'user', content: 'hi' },
    ]);
    expect(messages).toEqual([...(part ? [{ role: 'assistant', content: [part] }] : []), user]);
  });

  it('reads every field that others know too', () => {
    const request = toRequest({
      instructions: 'Be brief.',
      max_output_tokens: 50,
      temperature: 0.5,
      top_p: 0.9,
      parallel_tool_calls: false,
      tools: [{ ...aFunction, description: 'd', strict: true }],
      tool_choice: 'required',
      text: { format: { type: 'json_schema', name: 'n', schema: {}, strict: true }, verbosity: 'low' },
      reasoning: { effort: 'xhigh', summary: 'auto' },
      user: 'u',
      stream: true,
      store: false,
      include: ['reasoning.encrypted_content'],
      truncation: 'disabled',
      metadata: {},
      background: false,
      previous_response_id: null,
      stream_options: { include_obfuscation: false },
    });
    expect(request).toEqual({
      model: 'm',
      messages: [{ role: 'system', content: [text('Be brief.')] }, user],
      tools: [{ ...definition, description: 'd', strict: true }],
      toolChoice: { kind: 'required' },
      parallelToolCalls: false,
      maxOutputTokens: 50,
      temperature: 0.5,
      topP: 0.9,
      topK: null,
      stop: [],
      seed: null,
      presencePenalty: null,
      frequencyPenalty: null,
      responseFormat: { kind: 'json-schema', name: 'n', schema: {}, strict: true },
      reasoning: { kind: 'effort', effort: 'xhigh' },
      endUser: 'u',
      wantsStream: true,
      vocabulary: 'openai',
      extras: { verbosity: 'low' },
    });
  });

  it.each<[object, object]>([
    [
      { prompt_cache_key: 'k', metadata: { a: 'b' } },
      { prompt_cache_key: 'k', metadata: { a: 'b' } },
    ],
    [
      { truncation: 'auto', top_logprobs: 2 },
      { truncation: 'auto', top_logprobs: 2 },
    ],
    [{ top_logprobs: 0, service_tier: null }, {}],
    [{ store: true }, { store: true }],
    [{ include: ['message.output_text.logprobs'] }, { include: ['message.output_text.logprobs'] }],
    [
      { reasoning: { effort: null, summary: 'auto', context: 'all_turns' } },
      { 'reasoning.context': 'all_turns' },
    ],
    [{ user: 'u', safety_identifier: 's' }, { safety_identifier: 's' }],
    [{ safety_identifier: 's' }, {}],
    [{ tools: [aFunction, { type: 'web_search' }] }, { 'tools.web_search': true }],
    [
      {
        input: [
          { type: 'web_search_call', id: 'ws_1' },
          { role: 'user', content: 'hi' },
        ],
      },
      { 'input.web_search_call': true },
    ],
  ])('keeps of %j what an endpoint may know or a client must be told', (body, extras) => {
    expect(toRequest(body).extras).toEqual(extras);
  });

  it('knows the end user by either name', () => {
    expect(toRequest({ safety_identifier: 's' }).endUser).toBe('s');
    expect(toRequest({ user: 'u', safety_identifier: 's' }).endUser).toBe('u');
  });

  it('reads an effort of none as the wish not to think', () => {
    expect(toRequest({ reasoning: { effort: 'none' } }).reasoning).toEqual({ kind: 'off' });
    expect(toRequest({ reasoning: { summary: 'auto' } }).reasoning).toBeNull();
  });

  it.each<[unknown, object | null]>([
    [{ type: 'text' }, null],
    [{ type: 'json_object' }, { kind: 'json' }],
    [
      { type: 'json_schema', name: 'n', schema: { a: 1 } },
      { kind: 'json-schema', name: 'n', schema: { a: 1 }, strict: null },
    ],
  ])('reads the format %j', (format, expected) => {
    expect(toRequest({ text: { format } }).responseFormat).toEqual(expected);
  });

  it('offers a custom tool as a function of one text', () => {
    const grammar = { type: 'grammar', syntax: 'lark', definition: 'start: "a"' };
    const [tool] = toRequest({
      tools: [{ type: 'custom', name: 'p', description: 'Patches.', format: grammar }],
    }).tools;
    expect(tool).toMatchObject({
      name: 'p',
      inputSchema: { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] },
    });
    expect(tool?.description).toMatch(/^Patches\.\n\n.*lark grammar:\nstart: "a"$/);
  });

  it.each<[unknown, object | null]>([
    ['none', { kind: 'none' }],
    ['auto', { kind: 'auto' }],
    [
      { type: 'function', name: 'f' },
      { kind: 'tool', name: 'f' },
    ],
    [
      { type: 'custom', name: 'p' },
      { kind: 'tool', name: 'p' },
    ],
    [undefined, null],
  ])('reads the choice %j', (choice, expected) => {
    const tools = [aFunction, { type: 'custom', name: 'p' }];
    expect(toRequest({ tools, tool_choice: choice }).toolChoice).toEqual(expected);
  });

  it('offers only the tools that are allowed', () => {
    const allowed = { type: 'allowed_tools', mode: 'required', tools: [{ type: 'function', name: 'g' }] };
    const request = toRequest({ tools: [aFunction, { ...aFunction, name: 'g' }], tool_choice: allowed });
    expect(request.tools).toEqual([{ ...definition, name: 'g' }]);
    expect(request.toolChoice).toEqual({ kind: 'required' });
  });

  it.each<[object, string, RegExp]>([
    [{ previous_response_id: 'resp_1' }, 'previous_response_id', /not kept .* whole conversation/],
    [{ conversation: 'conv_1' }, 'conversation', /not kept .* whole conversation/],
    [{ prompt: { id: 'pmpt_1' }, input: undefined }, 'prompt', /not kept .*`instructions`/],
    [{ background: true }, 'background', /not kept .*`stream`/],
    [{ input: [{ type: 'item_reference', id: 'msg_1' }] }, 'input[0].type', /send the item itself/],
    [{ input: [{ id: 'msg_1' }] }, 'input[0].type', /send the item itself/],
    [{ input: [{ type: 'local_shell_call', id: 'x' }] }, 'input[0].type', /mean nothing to the endpoint/],
    [{ input: [] }, 'input', /at least one/],
    [{ input: undefined }, 'input', /Missing/],
    [
      { input: [{ role: 'user', content: [{ type: 'input_file', file_id: 'f' }] }] },
      'input[0].content[0].type',
      /text or an image/,
    ],
    [
      { input: [{ role: 'user', content: [{ type: 'input_image', file_id: 'f' }] }] },
      'input[0].content[0].image_url',
      /known to their provider/,
    ],
    [
      { input: [{ role: 'system', content: [{ type: 'input_image', image_url: 'x' }] }] },
      'input[0].content[0].type',
      /must be text/,
    ],
    [{ input: [{ role: 'critic', content: 'x' }] }, 'input[0].role', /Invalid/],
    [{ input: [output('x')] }, 'input[0].call_id', /no earlier item is the call "c1"/],
    [{ input: [aCall, output([{ type: 'input_file' }])] }, 'input[1].output[0].type', /text or an image/],
    [{ tools: [{ type: 'function' }] }, 'tools[0].name', /Missing/],
    [{ tools: [{ type: 'web_search' }] }, 'tools', /web_search.* none of its own/],
    [{ tools: [aFunction], tool_choice: { type: 'web_search' } }, 'tool_choice', /web_search/],
    [
      {
        tools: [aFunction, { type: 'mcp' }],
        tool_choice: { type: 'allowed_tools', mode: 'auto', tools: [{ type: 'mcp' }] },
      },
      'tool_choice.tools',
      /mcp/,
    ],
    [{ reasoning: { effort: 'huge' } }, 'reasoning.effort', /Invalid/],
    [{ max_output_tokens: 0 }, 'max_output_tokens', /Invalid/],
  ])('refuses %j for its %s', (body, param, message) => {
    expect(refusal(body)).toMatchObject({
      code: 'invalid_request',
      param,
      message: expect.stringMatching(message),
    });
  });
});

import type { ChatMessage, ChatRequest } from '@switchyard/domain';
import { aChatRequest } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import { encodeResponsesRequest } from './encode-responses-request.js';

const text = (value: string) => ({ type: 'text' as const, text: value });
const user: ChatMessage = { role: 'user', content: [text('hi')] };
const own = { format: 'openai-responses-v1', value: 's', itemId: 'rs_1' };
const thought = (signature: typeof own | null, value = 'h') => ({
  type: 'reasoning' as const,
  text: value,
  signature,
});
const aCall = { type: 'tool-call' as const, id: 'c1', name: 'f', argumentsText: '{"x":1}' };
const image = (source: object) => ({ type: 'image', source }) as never;

const aRequest = (parts: Partial<ChatRequest> = {}): ChatRequest =>
  aChatRequest({ model: 'real', messages: [user], ...parts });

const encode = (parts: Partial<ChatRequest> = {}, asStream = false) =>
  encodeResponsesRequest(aRequest(parts), asStream);
const inputOf = (messages: ChatMessage[]) => encode({ messages }).body.input;

const userItem = { type: 'message', role: 'user', content: 'hi' };
const callItem = { type: 'function_call', call_id: 'c1', name: 'f', arguments: '{"x":1}' };
const thoughtItem = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'h' }],
  encrypted_content: 's',
};
const include = ['reasoning.encrypted_content'];

describe(encodeResponsesRequest, () => {
  it('asks for nothing that the client did not, and for nothing to be stored', () => {
    expect(encode()).toEqual({ body: { model: 'real', input: [userItem], store: false }, notes: [] });
    expect(encode({}, true).body).toEqual({ model: 'real', input: [userItem], store: false, stream: true });
  });

  it.each<[string, ChatMessage[], object[]]>([
    [
      'parts of a user',
      [
        {
          role: 'user',
          content: [
            text('a'),
            image({ kind: 'url', url: 'https://x/y.png' }),
            image({ kind: 'base64', mediaType: 'image/png', data: 'AAAA' }),
          ],
        },
      ],
      [
        {
          type: 'message',
          role: 'user',
          content: [
            { type: 'input_text', text: 'a' },
            { type: 'input_image', image_url: 'https://x/y.png', detail: 'auto' },
            { type: 'input_image', image_url: 'data:image/png;base64,AAAA', detail: 'auto' },
          ],
        },
      ],
    ],
    [
      'a turn of the assistant, each thought before what it led to',
      [
        user,
        {
          role: 'assistant',
          content: [thought(own), text('a'), text('b'), thought({ ...own, itemId: 'rs_2' }, ''), aCall],
        },
        {
          role: 'tool',
          content: [{ type: 'tool-result', callId: 'c1', content: [text('r'), text('s')], isError: false }],
        },
      ],
      [
        userItem,
        thoughtItem,
        { type: 'message', role: 'assistant', content: 'ab' },
        { type: 'reasoning', id: 'rs_2', summary: [], encrypted_content: 's' },
        callItem,
        { type: 'function_call_output', call_id: 'c1', output: 'r\ns' },
      ],
    ],
    [
      'a refusal',
      [user, { role: 'assistant', content: [text('a'), { type: 'refusal', text: 'no' }] }, user],
      [
        userItem,
        {
          type: 'message',
          role: 'assistant',
          content: [
            { type: 'output_text', text: 'a' },
            { type: 'refusal', refusal: 'no' },
          ],
        },
        userItem,
      ],
    ],
    [
      'results that failed, or hold an image',
      [
        { role: 'assistant', content: [aCall, { ...aCall, id: 'c2', argumentsText: '' }] },
        {
          role: 'tool',
          content: [
            { type: 'tool-result', callId: 'c1', content: [text('r')], isError: true },
            {
              type: 'tool-result',
              callId: 'c2',
              content: [text('r'), image({ kind: 'url', url: 'u' })],
              isError: true,
            },
          ],
        },
      ],
      [
        callItem,
        { ...callItem, call_id: 'c2', arguments: '{}' },
        { type: 'function_call_output', call_id: 'c1', output: 'Error: r' },
        {
          type: 'function_call_output',
          call_id: 'c2',
          output: [
            { type: 'input_text', text: 'Error:' },
            { type: 'input_text', text: 'r' },
            { type: 'input_image', image_url: 'u', detail: 'auto' },
          ],
        },
      ],
    ],
    [
      'what the system says later',
      [user, { role: 'system', content: [text('a'), text('b')] }],
      [userItem, { type: 'message', role: 'system', content: 'a\n\nb' }],
    ],
    [
      'reasoning whose item has no id',
      [{ role: 'assistant', content: [thought({ ...own, itemId: null } as never), text('a')] }],
      [
        { type: 'reasoning', summary: thoughtItem.summary, encrypted_content: 's' },
        { type: 'message', role: 'assistant', content: 'a' },
      ],
    ],
  ])('writes %s', (_case, messages, input) => {
    expect(inputOf(messages)).toEqual(input);
  });

  it('takes what the system says first for instructions, unless nothing else is said', () => {
    const system: ChatMessage = { role: 'system', content: [text('a'), text('b')] };
    expect(encode({ messages: [system, { role: 'system', content: [text('c')] }, user] }).body).toMatchObject(
      {
        instructions: 'a\n\nb\n\nc',
        input: [userItem],
      },
    );
    expect(encode({ messages: [system] }).body).toEqual({
      model: 'real',
      input: [{ type: 'message', role: 'system', content: 'a\n\nb' }],
      store: false,
    });
  });

  it('gives a call and its result the same short id where theirs is too long', () => {
    const id = 'x'.repeat(65);
    const [call, result] = inputOf([
      { role: 'assistant', content: [{ ...aCall, id }] },
      { role: 'tool', content: [{ type: 'tool-result', callId: id, content: [], isError: false }] },
    ]) as { call_id: string }[];
    expect(call?.call_id).toMatch(/^call_[0-9a-f]{40}$/);
    expect(result?.call_id).toBe(call?.call_id);
  });

  it('leaves out reasoning that it cannot take back, and tells', () => {
    const foreign: ChatMessage[] = [
      { role: 'assistant', content: [thought({ ...own, format: 'f' }), thought(null), text('a')] },
    ];
    expect(inputOf(foreign)).toEqual([{ type: 'message', role: 'assistant', content: 'a' }]);
    expect(encode({ messages: foreign }).notes.join()).toContain('thinking of earlier turns');
    const dangling: ChatMessage[] = [user, { role: 'assistant', content: [thought(own)] }, user];
    expect(inputOf(dangling)).toEqual([userItem, userItem]);
    expect(encode({ messages: dangling }).notes.join()).toContain('no answer followed');
  });

  it('writes tools, which are strict only where they say so', () => {
    const tool = { name: 'f', description: 'd', inputSchema: { type: 'object' }, strict: null };
    const { body } = encode({
      tools: [tool, { name: 'g', description: null, inputSchema: null, strict: true }],
      toolChoice: { kind: 'tool', name: 'f' },
      parallelToolCalls: false,
    });
    expect(body).toMatchObject({
      tools: [
        { type: 'function', name: 'f', description: 'd', parameters: { type: 'object' }, strict: false },
        { type: 'function', name: 'g', parameters: { type: 'object', properties: {} }, strict: true },
      ],
      tool_choice: { type: 'function', name: 'f' },
      parallel_tool_calls: false,
    });
    expect(encode({ tools: [tool], toolChoice: { kind: 'required' } }).body.tool_choice).toBe('required');
    expect(encode({ toolChoice: { kind: 'auto' }, parallelToolCalls: true }).body).not.toHaveProperty(
      'tool_choice',
    );
  });

  it.each<[Partial<ChatRequest>, object]>([
    [{ responseFormat: { kind: 'json' } }, { text: { format: { type: 'json_object' } } }],
    [
      {
        responseFormat: { kind: 'json-schema', name: 'n', schema: {}, strict: true },
        extras: { verbosity: 'low' },
      },
      { text: { format: { type: 'json_schema', name: 'n', schema: {}, strict: true }, verbosity: 'low' } },
    ],
    [
      { temperature: 0, topP: 0.5 },
      { temperature: 0, top_p: 0.5 },
    ],
    [{ endUser: 'u' }, { user: 'u' }],
    [{ maxOutputTokens: 17 }, { max_output_tokens: 17 }],
    [
      { extras: { metadata: { a: 'b' }, service_tier: 'flex', prompt_cache_key: 'k', store: false } },
      { metadata: { a: 'b' }, service_tier: 'flex', prompt_cache_key: 'k' },
    ],
  ])('carries %j', (parts, fields) => {
    const { body, notes } = encode(parts);
    expect(body).toEqual({ model: 'real', input: [userItem], store: false, ...fields });
    expect(notes).toEqual([]);
  });

  it.each<[ChatRequest['reasoning'], object]>([
    [null, {}],
    [
      { kind: 'effort', effort: 'low' },
      { reasoning: { effort: 'low', summary: 'auto' }, include },
    ],
    [
      { kind: 'effort', effort: 'max' },
      { reasoning: { effort: 'xhigh', summary: 'auto' }, include },
    ],
    [{ kind: 'effort', effort: 'none' }, { reasoning: { effort: 'none' } }],
    [
      { kind: 'budget', budgetTokens: 700 },
      { reasoning: { effort: 'high', summary: 'auto' }, include },
    ],
    [
      { kind: 'budget', budgetTokens: 400 },
      { reasoning: { effort: 'medium', summary: 'auto' }, include },
    ],
    [
      { kind: 'budget', budgetTokens: 100 },
      { reasoning: { effort: 'low', summary: 'auto' }, include },
    ],
    [{ kind: 'adaptive' }, { reasoning: { summary: 'auto' }, include }],
    [{ kind: 'off' }, { reasoning: { effort: 'none' } }],
  ])('asks for %j', (reasoning, fields) => {
    const { body } = encode({ reasoning, maxOutputTokens: 1000 });
    expect(body).toEqual({
      model: 'real',
      input: [userItem],
      store: false,
      max_output_tokens: 1000,
      ...fields,
    });
  });

  it('asks for sealed reasoning where a turn before had some', () => {
    const messages: ChatMessage[] = [{ role: 'assistant', content: [thought(own), text('a')] }, user];
    expect(encode({ messages }).body).toMatchObject({ include });
  });

  it.each<[Partial<ChatRequest>, string]>([
    [
      { topK: 5, seed: 1, presencePenalty: 0, frequencyPenalty: 1 },
      'top_k, seed, presence_penalty, frequency_penalty',
    ],
    [{ maxOutputTokens: 15 }, 'raised to 16'],
    [{ reasoning: { kind: 'off' } }, 'effort of none'],
    [{ endUser: 'u'.repeat(65) }, 'end user'],
    [{ extras: { store: true, logit_bias: {} } }, 'store, logit_bias'],
    [{ vocabulary: 'other', extras: { service_tier: 'standard_only' } }, 'service_tier'],
    [{ messages: [{ role: 'user', content: [{ ...text('hi'), cacheControl: {} }] }] }, 'cache_control'],
  ])('tells of %j', (parts, note) => {
    const { body, notes } = encode(parts);
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain(note);
    expect(body).not.toHaveProperty('user');
    expect(body).toMatchObject({ store: false });
  });

  it('leaves stop sequences to the gateway, since the API knows none', () => {
    const { body, cutAt } = encode({ stop: ['\n'] });
    expect(cutAt).toEqual(['\n']);
    expect(body).not.toHaveProperty('stop');
  });
});

import type { ChatRequest } from '@switchyard/domain';
import { aChatRequest } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import { encodeOllamaRequest } from './encode-ollama-request.js';

const schema = { type: 'object', properties: { city: { type: 'string' } } };
const tool = { name: 'get_weather', description: 'Weather', inputSchema: schema, strict: null };

const encode = (request: Partial<ChatRequest>, asStream = false) =>
  encodeOllamaRequest(aChatRequest({ model: 'llama3.2', ...request }), asStream);

describe(encodeOllamaRequest, () => {
  it.each([true, false])('says whether to stream (%s) and nothing the client did not say', (asStream) => {
    expect(encode({}, asStream)).toEqual({
      body: { model: 'llama3.2', messages: [{ role: 'user', content: 'Hi' }], stream: asStream },
      notes: [],
    });
  });

  it('puts the parameters of sampling into options', () => {
    const { body, notes } = encode({
      maxOutputTokens: 100,
      temperature: 0,
      topP: 0.9,
      topK: 40,
      stop: ['END'],
      seed: 7,
      presencePenalty: 0.5,
      frequencyPenalty: -0.5,
    });
    expect(body.options).toEqual({
      num_predict: 100,
      temperature: 0,
      top_p: 0.9,
      top_k: 40,
      stop: ['END'],
      seed: 7,
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
    });
    expect(notes).toEqual([]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'ollama',
      {
        keep_alive: '10m',
        truncate: false,
        'options.num_ctx': 8192,
        'options.repeat_penalty': 1.1,
        num_ctx: 1,
        suffix: 'end',
        'options.made_up': 1,
      },
      'num_ctx, suffix, options.made_up',
    ],
    [
      'openai',
      { keep_alive: '10m', num_ctx: 8192, repeat_penalty: 1.1, truncate: 'END', logit_bias: { 5: 1 } },
      'truncate, logit_bias',
    ],
  ])('takes of the extras in the words of %s what Ollama knows, and tells of the others', (...given) => {
    const [vocabulary, extras, dropped] = given;
    const { body, notes } = encode({ vocabulary, extras, temperature: 0 });
    expect(body).toMatchObject({
      keep_alive: '10m',
      options: { num_ctx: 8192, repeat_penalty: 1.1, temperature: 0 },
    });
    expect(body.truncate).toBe(vocabulary === 'ollama' ? false : undefined);
    expect(notes).toEqual([`dropped, as the endpoint has nothing like it: ${dropped}`]);
  });

  it.each<[string, ChatRequest['responseFormat'], unknown]>([
    ['json', { kind: 'json' }, 'json'],
    ['a schema', { kind: 'json-schema', name: 'answer', schema, strict: true }, schema],
    ['a schema that is none', { kind: 'json-schema', name: 'answer', schema: null, strict: null }, 'json'],
  ])('asks for %s', (_case, responseFormat, format) => {
    expect(encode({ responseFormat })).toMatchObject({ body: { format }, notes: [] });
  });

  it.each([
    [{ kind: 'off' }, false],
    [{ kind: 'effort', effort: 'none' }, false],
    [{ kind: 'effort', effort: 'minimal' }, 'low'],
    [{ kind: 'effort', effort: 'low' }, 'low'],
    [{ kind: 'effort', effort: 'medium' }, 'medium'],
    [{ kind: 'effort', effort: 'high' }, 'high'],
    [{ kind: 'effort', effort: 'xhigh' }, 'high'],
    [{ kind: 'effort', effort: 'max' }, 'max'],
  ] as [ChatRequest['reasoning'], unknown][])('turns %j into think %j', (reasoning, think) => {
    expect(encode({ reasoning })).toMatchObject({ body: { think }, notes: [] });
  });

  it('leaves to Ollama how much is thought where there is no order, and tells of a limit it drops', () => {
    expect(encode({ reasoning: { kind: 'adaptive' } })).toEqual(encode({}));
    const { body, notes } = encode({ reasoning: { kind: 'budget', budgetTokens: 4000 } });
    expect(body).not.toHaveProperty('think');
    expect(notes).toEqual(['the budget for thinking was dropped: the endpoint knows no such limit']);
  });

  it('offers tools, with an empty schema where there is none', () => {
    const { body, notes } = encode({
      tools: [tool, { name: 'ping', description: null, inputSchema: null, strict: false }],
      toolChoice: { kind: 'auto' },
      parallelToolCalls: true,
    });
    expect(body.tools).toEqual([
      { type: 'function', function: { name: 'get_weather', description: 'Weather', parameters: schema } },
      { type: 'function', function: { name: 'ping', parameters: { type: 'object', properties: {} } } },
    ]);
    expect(notes).toEqual([]);
  });

  it('offers no tools where none may be called', () => {
    const { body, notes } = encode({ tools: [tool], toolChoice: { kind: 'none' } });
    expect(body).not.toHaveProperty('tools');
    expect(notes).toEqual(['tools were left out, as none may be called']);
  });

  it.each<[string, Partial<ChatRequest>, RegExp]>([
    ['a tool that must be called', { tools: [tool], toolChoice: { kind: 'required' } }, /tool_choice/],
    ['the tool to call', { tools: [tool], toolChoice: { kind: 'tool', name: 'f' } }, /tool_choice/],
    ['one call at a time', { tools: [tool], parallelToolCalls: false }, /one tool call at a time/],
    ['strict schemas of tools', { tools: [{ ...tool, strict: true }] }, /strict/],
    ['the end user', { endUser: 'u-1' }, /end user/],
    ['cache marks', { tools: [{ ...tool, cacheControl: { type: 'ephemeral' } }] }, /cache_control/],
    [
      'signed thinking',
      {
        messages: [
          {
            role: 'assistant',
            content: [
              { type: 'reasoning', text: 'Hm', signature: { format: 'x', value: 'y', itemId: null } },
            ],
          },
        ],
      },
      /thinking of earlier turns/,
    ],
  ])('tells that it drops %s', (_case, request, note) => {
    const { notes } = encode(request);
    expect(notes).toEqual([expect.stringMatching(note)]);
  });

  it('takes unsigned thinking back without a word', () => {
    const { body, notes } = encode({
      messages: [{ role: 'assistant', content: [{ type: 'reasoning', text: 'Hm', signature: null }] }],
    });
    expect(body.messages).toEqual([{ role: 'assistant', content: '', thinking: 'Hm' }]);
    expect(notes).toEqual([]);
  });
});

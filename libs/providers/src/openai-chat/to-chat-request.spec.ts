import type { ChatRequest } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { decodeChatRequest } from './decode-chat-request.js';
import { toChatRequest } from './to-chat-request.js';

const user = { role: 'user', content: 'hi' };
const decode = (fields: object): ChatRequest =>
  toChatRequest(decodeChatRequest(Buffer.from(JSON.stringify({ model: 'm', messages: [user], ...fields }))));
const messagesOf = (...messages: object[]) => decode({ messages }).messages;
const tool = (name: string) => ({ type: 'function', function: { name, parameters: { type: 'object' } } });

describe(toChatRequest, () => {
  it('reads a conversation with everything that other dialects have too', () => {
    const messages = messagesOf(
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?', cache_control: { type: 'ephemeral' } },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,aGk=' } },
          { type: 'image_url', image_url: { url: 'https://x.test/a.png', detail: 'low' } },
        ],
      },
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'c1', type: 'function', function: { name: 'f', arguments: '{"a":1}' } }],
      },
      { role: 'tool', tool_call_id: 'c1', content: '42' },
      { role: 'assistant', content: '', refusal: 'No.' },
    );
    expect(messages).toEqual([
      { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is this?', cacheControl: { type: 'ephemeral' } },
          { type: 'image', source: { kind: 'base64', mediaType: 'image/png', data: 'aGk=' } },
          { type: 'image', source: { kind: 'url', url: 'https://x.test/a.png' } },
        ],
      },
      { role: 'assistant', content: [{ type: 'tool-call', id: 'c1', name: 'f', argumentsText: '{"a":1}' }] },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', callId: 'c1', content: [{ type: 'text', text: '42' }], isError: false },
        ],
      },
      { role: 'assistant', content: [{ type: 'refusal', text: 'No.' }] },
    ]);
  });

  it('takes signed reasoning back as it was given, and plain reasoning only without it', () => {
    const details = [
      { type: 'reasoning.text', text: 'hm', signature: 'sig==', id: 'rs_1', format: 'f', index: 0 },
      { type: 'reasoning.encrypted', data: 'secret', format: 'f', index: 1 },
    ];
    const [message] = messagesOf({
      role: 'assistant',
      content: 'a',
      reasoning_content: 'hm',
      reasoning_details: details,
    });
    expect(message?.content).toEqual([
      { type: 'reasoning', text: 'hm', signature: { format: 'f', value: 'sig==', itemId: 'rs_1' } },
      { type: 'redacted-reasoning', format: 'f', data: 'secret' },
      { type: 'text', text: 'a' },
    ]);
    const [plain] = messagesOf({ role: 'assistant', content: 'a', reasoning: 'hm' });
    expect(plain?.content[0]).toEqual({ type: 'reasoning', text: 'hm', signature: null });
  });

  it.each<[string, object, Partial<ChatRequest>]>([
    ['a limit in its newer word', { max_completion_tokens: 5, max_tokens: 9 }, { maxOutputTokens: 5 }],
    ['one stop', { stop: 'X' }, { stop: ['X'] }],
    ['several stops', { stop: ['X', 'Y'] }, { stop: ['X', 'Y'] }],
    [
      'a bare wish for JSON',
      { response_format: { type: 'json_object' } },
      { responseFormat: { kind: 'json' } },
    ],
    ['text as a format', { response_format: { type: 'text' } }, { responseFormat: null }],
    [
      'a schema',
      {
        response_format: { type: 'json_schema', json_schema: { name: 'n', schema: { a: 1 }, strict: true } },
      },
      { responseFormat: { kind: 'json-schema', name: 'n', schema: { a: 1 }, strict: true } },
    ],
    ['an effort', { reasoning_effort: 'high' }, { reasoning: { kind: 'effort', effort: 'high' } }],
    ['no effort at all', { reasoning_effort: 'none' }, { reasoning: { kind: 'off' } }],
    ['a budget', { reasoning: { max_tokens: 2000 } }, { reasoning: { kind: 'budget', budgetTokens: 2000 } }],
    [
      'a forced tool',
      { tools: [tool('f')], tool_choice: { type: 'function', function: { name: 'f' } } },
      { toolChoice: { kind: 'tool', name: 'f' } },
    ],
    ['any tool', { tools: [tool('f')], tool_choice: 'required' }, { toolChoice: { kind: 'required' } }],
    ['fields of its own', { verbosity: 'low', seed: 1 }, { seed: 1, extras: { verbosity: 'low' } }],
  ])('reads %s', (_case, fields, expected) => {
    expect(decode(fields)).toMatchObject(expected);
  });

  it('tells of what it has no place for in messages', () => {
    const image = { type: 'image_url', image_url: { url: 'https://x.test/a.png', detail: 'low' } };
    const { extras } = decode({ messages: [{ role: 'user', name: 'bob', content: [image] }] });
    expect(extras).toEqual({ 'messages.name': true, 'image_url.detail': true });
  });

  it('offers only the tools that are allowed', () => {
    const choice = { mode: 'required', tools: [{ type: 'function', function: { name: 'g' } }] };
    const request = decode({
      tools: [tool('f'), tool('g')],
      tool_choice: { type: 'allowed_tools', allowed_tools: choice },
    });
    expect(request.tools.map(({ name }) => name)).toEqual(['g']);
    expect(request.toolChoice).toEqual({ kind: 'required' });
  });

  it.each([
    ['several answers', { n: 2 }, 'n'],
    ['sound', { modalities: ['text', 'audio'] }, 'modalities[1]'],
    [
      'a file',
      { messages: [{ role: 'user', content: [{ type: 'file', file: { file_id: 'x' } }] }] },
      'messages[0].content[0].type',
    ],
    ['a tool of another kind', { tools: [{ type: 'custom', custom: { name: 'x' } }] }, 'tools[0].type'],
  ])('refuses %s, naming the field', (_case, fields, param) => {
    expect(() => decode(fields)).toThrow(expect.objectContaining({ code: 'invalid_request', param }));
  });
});

describe(decodeChatRequest, () => {
  it.each([
    ['names no call', { role: 'tool', content: 'x' }],
    ['names a call that nobody made', { role: 'tool', tool_call_id: 'c9', content: 'x' }],
  ])('refuses a tool result that %s', (_case, message) => {
    expect(() => decode({ messages: [user, message] })).toThrow(
      expect.objectContaining({ code: 'invalid_request', param: 'messages[1].tool_call_id' }),
    );
  });
});

import type { ChatMessage, UserPart } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { encodeOllamaMessages } from './encode-ollama-messages.js';

const text = (value: string) => ({ type: 'text' as const, text: value });
const image = (url: string): UserPart => ({ type: 'image', source: { kind: 'url', url } });
const png: UserPart = { type: 'image', source: { kind: 'base64', mediaType: 'image/png', data: 'AAAA' } };
const call = (id: string, name: string, argumentsText = '{}') => ({
  type: 'tool-call' as const,
  id,
  name,
  argumentsText,
});
const result = (callId: string, value: string, isError = false) => ({
  type: 'tool-result' as const,
  callId,
  content: [text(value)],
  isError,
});
const signature = { format: 'other', value: 's', itemId: null };

describe(encodeOllamaMessages, () => {
  it.each<[string, ChatMessage, object]>([
    [
      'a system prompt in parts',
      { role: 'system', content: [text('Be brief.'), text('Be kind.')] },
      { role: 'system', content: 'Be brief.\n\nBe kind.' },
    ],
    ['plain text', { role: 'user', content: [text('Hi')] }, { role: 'user', content: 'Hi' }],
    [
      'text around images',
      { role: 'user', content: [text('a'), png, text('b'), image('data:image/jpeg;base64,BBBB')] },
      { role: 'user', content: 'a\nb', images: ['AAAA', 'BBBB'] },
    ],
    ['an image alone', { role: 'user', content: [png] }, { role: 'user', content: '', images: ['AAAA'] }],
    [
      'text, a refusal and thinking',
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm.', signature: null },
          { type: 'reasoning', text: ' So.', signature: null },
          text('Hi'),
          { type: 'refusal', text: ' No.' },
        ],
      },
      { role: 'assistant', content: 'Hi No.', thinking: 'Hm. So.' },
    ],
    [
      'thinking that another provider signed, or keeps to itself',
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Hm.', signature },
          { type: 'redacted-reasoning', format: 'other', data: 'x' },
        ],
      },
      { role: 'assistant', content: '' },
    ],
    [
      'tool calls, whatever their arguments are',
      {
        role: 'assistant',
        content: [
          call('1', 'f', '{"a":{"b":[1]}}'),
          call('2', 'g', ''),
          call('3', 'h', '{"a":'),
          call('4', 'i', '[1]'),
        ],
      },
      {
        role: 'assistant',
        content: '',
        tool_calls: [
          { id: '1', function: { name: 'f', arguments: { a: { b: [1] } } } },
          { id: '2', function: { name: 'g', arguments: {} } },
          { id: '3', function: { name: 'h', arguments: { raw: '{"a":' } } },
          { id: '4', function: { name: 'i', arguments: { raw: '[1]' } } },
        ],
      },
    ],
  ])('writes %s', (_case, message, expected) => {
    expect(encodeOllamaMessages([message])).toEqual([expected]);
  });

  it('keeps every system prompt in its place', () => {
    const system = (value: string): ChatMessage => ({ role: 'system', content: [text(value)] });
    const roles = encodeOllamaMessages([system('a'), { role: 'user', content: [text('b')] }, system('c')]);
    expect(roles.map(({ role, content }) => [role, content])).toEqual([
      ['system', 'a'],
      ['user', 'b'],
      ['system', 'c'],
    ]);
  });

  it('names the tool of each result by the call that came last under its id', () => {
    const messages = encodeOllamaMessages([
      { role: 'assistant', content: [call('x', 'old'), call('y', 'other')] },
      { role: 'tool', content: [result('y', 'two'), result('x', 'one', true)] },
      { role: 'assistant', content: [call('x', 'new')] },
      {
        role: 'tool',
        content: [{ type: 'tool-result', callId: 'x', content: [text('a'), png, text('b')], isError: false }],
      },
      { role: 'tool', content: [result('nobody', 'lost')] },
    ]);
    expect(messages.filter(({ role }) => role === 'tool')).toEqual([
      { role: 'tool', content: 'two', tool_name: 'other', tool_call_id: 'y' },
      { role: 'tool', content: 'Error: one', tool_name: 'old', tool_call_id: 'x' },
      { role: 'tool', content: 'a\nb', images: ['AAAA'], tool_name: 'new', tool_call_id: 'x' },
      { role: 'tool', content: 'lost', tool_call_id: 'nobody' },
    ]);
  });

  it.each(['https://example.com/cat.png', 'data:text/plain,hello', 'file:///etc/passwd'])(
    'refuses the image %s and names its message',
    (url) => {
      const messages: ChatMessage[] = [
        { role: 'user', content: [text('Hi')] },
        { role: 'user', content: [image(url)] },
      ];
      expect(() => encodeOllamaMessages(messages)).toThrow(
        expect.objectContaining({ code: 'invalid_request', status: 400, param: 'messages[1].content' }),
      );
    },
  );

  it('does not quote a long address whole', () => {
    const messages: ChatMessage[] = [{ role: 'user', content: [image(`https://a/${'x'.repeat(5000)}`)] }];
    expect(() => encodeOllamaMessages(messages)).toThrow(/^.{1,250}$/);
  });
});

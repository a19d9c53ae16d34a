import { type ChatEvent, foldChatEvents } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { ChatChunkWriter } from './chat-chunk-writer.js';
import { encodeChatCompletion } from './encode-chat-completion.js';

type Written = {
  id: string;
  created: number;
  choices: { delta: Record<string, unknown>; finish_reason: string | null }[];
  usage?: unknown;
};

const usage = {
  inputTokens: 20,
  cacheReadTokens: 10,
  cacheWriteTokens: 0,
  outputTokens: 3,
  reasoningTokens: 4,
};
const start: ChatEvent = { type: 'start', id: 'c1', model: 'real' };
const signature = { format: 'f', value: 'sig', itemId: null };

function write(events: ChatEvent[], wantsUsage = false): Written[] {
  const sut = new ChatChunkWriter('asked', wantsUsage);
  const text = events.map((event) => sut.write(event)).join('') + sut.end();
  const frames = text.split('\n\n').filter((frame) => frame !== '');
  expect(frames.at(-1)).toBe('data: [DONE]');
  return frames.slice(0, -1).map((frame) => JSON.parse(frame.slice('data: '.length)) as Written);
}

const lastReason = (events: ChatEvent[]) => write([start, ...events]).at(-1)?.choices[0]?.finish_reason;

describe(ChatChunkWriter.name, () => {
  it('gives every chunk the same head, the role first and the reason last', () => {
    const chunks = write([
      start,
      { type: 'text-delta', text: 'a' },
      { type: 'finish', reason: 'stop', stopSequence: null },
    ]);
    expect(new Set(chunks.map(({ id, created }) => `${id} ${created}`)).size).toBe(1);
    expect(chunks.map(({ choices }) => choices[0])).toEqual([
      { index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null },
      { index: 0, delta: { content: 'a' }, finish_reason: null },
      { index: 0, delta: {}, finish_reason: 'stop' },
    ]);
    expect(chunks.some((chunk) => 'usage' in chunk)).toBe(false);
  });

  it('tells the usage in a chunk of its own when asked, and null in all others', () => {
    const chunks = write([start, { type: 'usage', usage }], true);
    expect(chunks.at(-1)).toMatchObject({
      choices: [],
      usage: {
        prompt_tokens: 30,
        completion_tokens: 7,
        total_tokens: 37,
        prompt_tokens_details: { cached_tokens: 10 },
        completion_tokens_details: { reasoning_tokens: 4 },
      },
    });
    expect(chunks.slice(0, -1).map((chunk) => chunk.usage)).toEqual([null, null]);
  });

  it('sends signed reasoning whole, so that a client can send it back', () => {
    const chunks = write([
      start,
      { type: 'reasoning-delta', text: 'a' },
      { type: 'reasoning-delta', text: 'b' },
      { type: 'reasoning-signature', signature },
    ]);
    const detail = { type: 'reasoning.text', text: 'ab', signature: 'sig', format: 'f', index: 0 };
    expect(chunks[3]?.choices[0]?.delta).toEqual({ reasoning_details: [detail] });
  });

  it.each<[string, ChatEvent[], string]>([
    ['nothing', [], 'stop'],
    ['a call under the name of an end', [call(), finish('stop')], 'tool_calls'],
    ['the name of calls without any', [finish('tool-calls')], 'stop'],
    ['a call that was cut off', [call(), finish('length')], 'length'],
    ['a filter', [finish('content-filter')], 'content_filter'],
  ])('gives the reason for %s', (_case, events, reason) => {
    expect(lastReason(events)).toBe(reason);
  });
});

describe(encodeChatCompletion, () => {
  it('makes a whole answer of the same events', () => {
    const events: ChatEvent[] = [
      start,
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'reasoning-signature', signature },
      call(),
      { type: 'tool-call-delta', index: 0, argumentsText: '{}' },
      { type: 'usage', usage },
      finish('stop'),
    ];
    expect(encodeChatCompletion(foldChatEvents(events), 'asked')).toMatchObject({
      id: 'c1',
      object: 'chat.completion',
      model: 'real',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: null,
            reasoning_content: 'hm',
            reasoning_details: [{ signature: 'sig' }],
            tool_calls: [{ id: 'call', type: 'function', function: { name: 'f', arguments: '{}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
      usage: { total_tokens: 37 },
    });
  });
});

function call(): ChatEvent {
  return { type: 'tool-call-start', index: 0, id: 'call', name: 'f' };
}

function finish(reason: 'stop' | 'length' | 'tool-calls' | 'content-filter'): ChatEvent {
  return { type: 'finish', reason, stopSequence: null };
}

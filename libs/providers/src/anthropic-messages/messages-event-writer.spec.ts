import type { ChatEvent } from '@switchyard/domain';
import { checkAnthropicStream, type StreamSummary } from '@switchyard/testing/grammar';
import { describe, expect, it } from 'vitest';
import { MessagesEventWriter } from './messages-event-writer.js';

function writeText(events: ChatEvent[]): string {
  const sut = new MessagesEventWriter('m');
  return events.map((event) => sut.write(event)).join('') + sut.end();
}

const write = (events: ChatEvent[]): StreamSummary => checkAnthropicStream(writeText(events));

/** The types of the blocks in a stream, in order. */
const blockTypes = (text: string): (string | undefined)[] =>
  [...text.matchAll(/"content_block":\{"type":"(\w+)"/g)].map(([, type]) => type);

const start: ChatEvent = { type: 'start', id: 'm1', model: 'x' };
const text = (value: string): ChatEvent => ({ type: 'text-delta', text: value });
const call = (index: number): ChatEvent => ({ type: 'tool-call-start', index, id: `c${index}`, name: 'f' });
const args = (index: number, argumentsText: string): ChatEvent => ({
  type: 'tool-call-delta',
  index,
  argumentsText,
});
const finish = (reason: 'stop' | 'length' | 'tool-calls' | 'content-filter'): ChatEvent => ({
  type: 'finish',
  reason,
  stopSequence: null,
});

describe(MessagesEventWriter.name, () => {
  it.each<[string, ChatEvent[], string[]]>([
    ['text', [start, text('a'), text('b'), finish('stop')], ['text']],
    ['nothing at all', [start, finish('stop')], []],
    [
      'thinking, then text',
      [start, { type: 'reasoning-delta', text: 'h' }, text('a'), finish('stop')],
      ['thinking', 'text'],
    ],
    [
      'text around a tool call',
      [start, text('a'), call(0), args(0, '{}'), text('b'), finish('stop')],
      ['text', 'tool_use', 'text'],
    ],
    [
      'two tool calls',
      [start, call(0), args(0, '{}'), call(1), args(1, '{}'), finish('tool-calls')],
      ['tool_use', 'tool_use'],
    ],
    ['a call without arguments', [start, call(0), finish('tool-calls')], ['tool_use']],
    [
      'hidden reasoning',
      [
        start,
        { type: 'redacted-reasoning', format: 'anthropic-claude-v1', data: 'x' },
        text('a'),
        finish('stop'),
      ],
      ['redacted_thinking', 'text'],
    ],
  ])('keeps the grammar with %s', (_case, events, blocks) => {
    const text = writeText(events);
    expect(checkAnthropicStream(text).outcome).toBe('complete');
    expect(blockTypes(text)).toEqual(blocks);
  });

  it.each<[string, ChatEvent[], string]>([
    ['an end', [start, text('a'), finish('stop')], 'end_turn'],
    ['a limit', [start, text('a'), finish('length')], 'max_tokens'],
    ['a filter', [start, finish('content-filter')], 'refusal'],
    ['a tool call under the name of an end', [start, call(0), finish('stop')], 'tool_use'],
    ['a tool call that hit the limit', [start, call(0), finish('length')], 'max_tokens'],
    ['the name of tool calls without any', [start, text('a'), finish('tool-calls')], 'end_turn'],
    ['no reason at all', [start, text('a')], 'end_turn'],
  ])('gives the stop reason of %s', (_case, events, reason) => {
    expect(write(events).finishReason).toBe(reason);
  });

  it('tells the last usage it knew, in disjoint parts', () => {
    const usage = {
      inputTokens: 20,
      cacheReadTokens: 10,
      cacheWriteTokens: 5,
      outputTokens: 3,
      reasoningTokens: 4,
    };
    const written = write([
      start,
      { type: 'usage', usage: { ...usage, outputTokens: 1 } },
      finish('stop'),
      { type: 'usage', usage },
    ]);
    expect(written.usage).toEqual({
      input_tokens: 20,
      cache_read_input_tokens: 10,
      cache_creation_input_tokens: 5,
      output_tokens: 7,
    });
  });

  it('puts calls one after the other that the endpoint wrote at the same time', () => {
    const written = write([start, call(0), call(1), args(0, '{"a":'), args(1, '{}'), args(0, '1}')]);
    expect(written.toolCalls.map(({ argumentsText }) => argumentsText)).toEqual(['{"a":1}', '{}']);
  });
});

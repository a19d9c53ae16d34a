import type { ChatEvent, FinishReason } from '@switchyard/domain';
import { checkOllamaChatStream, checkOllamaGenerateStream } from '@switchyard/testing/grammar';
import { describe, expect, it } from 'vitest';
import { OllamaEventWriter } from './ollama-event-writer.js';
import type { OllamaSurface } from './ollama-lines.js';

const checks = { chat: checkOllamaChatStream, generate: checkOllamaGenerateStream };

function write(events: ChatEvent[], surface: OllamaSurface = 'chat') {
  const sut = new OllamaEventWriter(surface, 'llama', performance.now());
  return checks[surface](events.map((event) => sut.write(event)).join('') + sut.end());
}

const start: ChatEvent = { type: 'start', id: 'm1', model: 'x' };
const text = (value: string): ChatEvent => ({ type: 'text-delta', text: value });
const reasoning = (value: string): ChatEvent => ({ type: 'reasoning-delta', text: value });
const call = (index: number): ChatEvent => ({
  type: 'tool-call-start',
  index,
  id: `c${index}`,
  name: `f${index}`,
});
const args = (index: number, argumentsText: string): ChatEvent => ({
  type: 'tool-call-delta',
  index,
  argumentsText,
});
const finish = (reason: FinishReason): ChatEvent => ({ type: 'finish', reason, stopSequence: null });

describe(OllamaEventWriter.name, () => {
  it.each(['chat', 'generate'] as const)('writes text and thinking for %s', (surface) => {
    const events = [start, reasoning('h'), reasoning('m'), text('a'), text('b'), finish('stop')];
    expect(write(events, surface)).toMatchObject({ outcome: 'complete', reasoning: 'hm', text: 'ab' });
  });

  it('tells a refusal as the text that the user reads', () => {
    expect(write([start, { type: 'refusal-delta', text: 'no' }, finish('stop')]).text).toBe('no');
  });

  it('sends each tool call whole, in its place, with its arguments as an object', () => {
    const written = write([
      start,
      text('a'),
      call(0),
      args(0, '{"a":'),
      args(0, '1}'),
      call(1),
      text('b'),
      finish('tool-calls'),
    ]);
    expect(written.text).toBe('ab');
    expect(written.toolCalls).toEqual([
      { id: '', name: 'f0', argumentsText: '{"a":1}' },
      { id: '', name: 'f1', argumentsText: '{}' },
    ]);
  });

  it.each<[FinishReason | null, string]>([
    ['stop', 'stop'],
    ['length', 'length'],
    ['tool-calls', 'stop'],
    ['content-filter', 'stop'],
    [null, 'stop'],
  ])('calls the end %s "%s"', (reason, word) => {
    const events = reason ? [start, text('a'), finish(reason)] : [start, text('a')];
    expect(write(events).finishReason).toBe(word);
  });

  it('tells the last usage it knew, all tokens of a kind in one', () => {
    const usage = {
      inputTokens: 20,
      cacheReadTokens: 10,
      cacheWriteTokens: 5,
      outputTokens: 3,
      reasoningTokens: 4,
    };
    const events: ChatEvent[] = [
      start,
      { type: 'usage', usage: { ...usage, outputTokens: 1 } },
      finish('stop'),
      { type: 'usage', usage },
    ];
    expect(write(events).usage).toMatchObject({ prompt_eval_count: 35, eval_count: 7 });
  });
});

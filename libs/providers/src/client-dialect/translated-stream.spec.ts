import { checkAnthropicStream, checkOllamaChatStream } from '@switchyard/testing/grammar';
import { describe, expect, it } from 'vitest';
import { MessagesEventWriter } from '../anthropic-messages/messages-event-writer.js';
import { OllamaEventWriter } from '../ollama/ollama-event-writer.js';
import { ChatEventReader } from '../openai-chat/read-chat-events.js';
import { TranslatedStream } from './translated-stream.js';

const frame = (value: unknown) =>
  Buffer.from(`data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`);
const chunk = (delta: object, finish: string | null = null) =>
  frame({ id: 'c', choices: [{ index: 0, delta, finish_reason: finish }] });

describe.each([
  [
    'Anthropic',
    () => new TranslatedStream(new ChatEventReader(), new MessagesEventWriter('m')),
    checkAnthropicStream,
  ],
  [
    'Ollama',
    () => new TranslatedStream(new ChatEventReader(), new OllamaEventWriter('chat', 'm', 0)),
    checkOllamaChatStream,
  ],
])('a stream translated for %s', (_name, translated, check) => {
  it('ends once, with the end marker, when its own has come', () => {
    const sut = translated();
    const first = sut.translate(chunk({ content: 'a' }));
    expect(sut.translate(chunk({}, 'stop')).bytes).toBeNull();
    expect(sut).toMatchObject({ isComplete: true, isDone: false });
    const done = sut.translate(frame('[DONE]'));
    expect(done.kind).toBe('done');
    expect(check(`${first.bytes}${done.bytes}`)).toMatchObject({ outcome: 'complete', text: 'a' });
    expect(sut.end()).toHaveLength(0);
    expect(sut.isDone).toBe(true);
  });

  it('ends also where the endpoint forgot its end marker', () => {
    const sut = translated();
    const first = sut.translate(chunk({ content: 'a' }, 'stop'));
    expect(check(`${first.bytes}${sut.end()}`)).toMatchObject({ outcome: 'complete', text: 'a' });
  });

  it('is not whole when it merely stops, or when it holds an error', () => {
    const stopped = translated();
    stopped.translate(chunk({ content: 'a' }));
    expect(stopped.isComplete).toBe(false);
    const failed = translated();
    failed.translate(chunk({}, 'stop'));
    expect(failed.translate(frame({ error: { message: 'oops' } }))).toEqual({ kind: 'error', bytes: null });
    expect(failed).toMatchObject({ isComplete: false, error: { message: 'oops' } });
  });

  it('takes no notice of comments, garbage and objects of another kind', () => {
    const sut = translated();
    for (const bytes of [frame('oops'), frame('[1]'), Buffer.from(': hello\n\n')])
      expect(sut.translate(bytes)).toEqual({ kind: 'comment', bytes: null });
    expect(sut.translate(frame({ sources: ['a'] }))).toMatchObject({ kind: 'empty' });
  });

  it('does not go on over an event whose content is lost', () => {
    expect(() => translated().translate(frame('{"choices":[{"delta":{"cont'))).toThrow('not valid JSON');
  });

  it('does not hold an answer without end', () => {
    const sut = translated();
    const long = 'x'.repeat(1024 * 1024);
    expect(() => {
      for (let count = 0; count < 80; count++) sut.translate(chunk({ content: long }));
    }).toThrow('longer than');
  });

  it('does not hold tool calls without end', () => {
    const sut = translated();
    const call = (index: number) => ({ index, id: `c${index}`, function: { name: 'f', arguments: '{' } });
    expect(() => {
      for (let index = 0; index < 1_100; index++) sut.translate(chunk({ tool_calls: [call(index)] }));
    }).toThrow('calls more than');
  });

  it('keeps the usage and counts only what a user can see as content', () => {
    const sut = translated();
    expect(sut.translate(chunk({ role: 'assistant', content: '' })).kind).toBe('empty');
    expect(
      sut.translate(frame({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 2 } })).kind,
    ).toBe('empty');
    expect(sut.usage).toMatchObject({ inputTokens: 3, outputTokens: 2 });
    expect(sut.translate(chunk({ content: 'four' })).kind).toBe('content');
    expect(sut.unreportedCharacters).toBe(4);
  });
});

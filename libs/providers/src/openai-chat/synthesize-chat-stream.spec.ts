import { checkOpenAiChatStream } from '@switchyard/testing/grammar';
import { describe, expect, it } from 'vitest';
import { ChatStreamObserver } from './chat-stream-observer.js';
import { synthesizeChatStream } from './synthesize-chat-stream.js';

const answer = {
  id: 'c1',
  object: 'chat.completion',
  created: 5,
  model: 'm',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: null,
        tool_calls: [{ id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } }],
      },
      finish_reason: 'tool_calls',
    },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
};

const dataOf = (frame: Buffer) => JSON.parse(frame.toString().slice('data: '.length));

describe(synthesizeChatStream, () => {
  it('makes a stream with the content, the finish reason and the end marker', () => {
    const frames = synthesizeChatStream(answer, false);
    expect(frames).toHaveLength(3);
    expect(dataOf(frames[0] as Buffer)).toMatchObject({
      id: 'c1',
      object: 'chat.completion.chunk',
      choices: [
        { index: 0, delta: { role: 'assistant', tool_calls: [{ index: 0, id: 'a' }] }, finish_reason: null },
      ],
    });
    expect(dataOf(frames[1] as Buffer).choices).toEqual([
      { index: 0, delta: {}, finish_reason: 'tool_calls' },
    ]);
    expect(checkOpenAiChatStream(frames.join(''), { strict: true })).toMatchObject({
      outcome: 'complete',
      toolCalls: [{ id: 'a', name: 'f', argumentsText: '{}' }],
      finishReason: 'tool_calls',
    });
    const observer = new ChatStreamObserver(false);
    for (const frame of frames) observer.translate(frame);
    expect(observer).toMatchObject({ isComplete: true, isDone: true });
  });

  it('adds the usage chunk only when it was asked for', () => {
    const streamOf = (includeUsage: boolean) =>
      checkOpenAiChatStream(synthesizeChatStream(answer, includeUsage).join(''), {
        strict: true,
        includeUsage,
      });
    expect(streamOf(false).usage).toBeNull();
    expect(streamOf(true).usage).toEqual(answer.usage);
  });
});

import { describe, expect, it } from 'vitest';
import { ChatCompletion } from './chat-completion.js';
import { countWords } from './words.js';

type Chunk = {
  choices: { delta: { role?: string; content?: string }; finish_reason: string | null }[];
  usage?: unknown;
};

const messages = [{ role: 'user', text: 'Hello  there' }];
const chunksOf = (sut: ChatCompletion, isUsageWanted: boolean) => [...sut.chunks(isUsageWanted)] as Chunk[];

describe(ChatCompletion.name, () => {
  it('says the same as a stream and as a whole', () => {
    const sut = new ChatCompletion(messages);
    const streamed = chunksOf(sut, false).map(({ choices }) => choices[0]?.delta.content ?? '');
    expect(streamed.join('')).toBe(sut.whole().choices[0]?.message.content);
  });

  it('begins with the role and ends with the finish reason', () => {
    const sut = chunksOf(new ChatCompletion(messages), false);
    expect(sut.at(0)?.choices[0]?.delta.role).toBe('assistant');
    expect(sut.at(-1)?.choices[0]?.finish_reason).toBe('stop');
    expect(sut.every((chunk) => !('usage' in chunk))).toBe(true);
  });

  it('adds usage as a last chunk without choices, and null before it, when asked', () => {
    const completion = new ChatCompletion(messages);
    const sut = chunksOf(completion, true);
    expect(sut.at(-1)).toMatchObject({ choices: [], usage: completion.usage });
    expect(sut.at(0)?.usage).toBeNull();
  });

  it('counts words as tokens', () => {
    const sut = new ChatCompletion(messages);
    const completionTokens = countWords(sut.whole().choices[0]?.message.content ?? '');
    expect(sut.usage).toEqual({
      prompt_tokens: 2,
      completion_tokens: completionTokens,
      total_tokens: 2 + completionTokens,
    });
  });
});

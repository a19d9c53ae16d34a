import { randomUUID } from 'node:crypto';
import type { ChatMessage } from './chat-request.js';
import { DEMO_MODEL } from './chat-request.js';
import { demoAnswer } from './demo-answer.js';
import { countWords, splitWords } from './words.js';

export type Usage = {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
};

/** One answer of the demo, which can be written out whole or as the chunks of a stream. */
export class ChatCompletion {
  private readonly base = {
    id: `chatcmpl-demo-${randomUUID()}`,
    created: Math.floor(Date.now() / 1_000),
    model: DEMO_MODEL,
  };
  private readonly answer: string;
  readonly usage: Usage;

  constructor(messages: readonly ChatMessage[]) {
    this.answer = demoAnswer(messages);
    const prompt = messages.reduce((sum, { text }) => sum + countWords(text), 0);
    const completion = countWords(this.answer);
    this.usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  }

  whole() {
    const message = { role: 'assistant', content: this.answer, refusal: null };
    const choices = [{ index: 0, message, logprobs: null, finish_reason: 'stop' }];
    return { ...this.base, object: 'chat.completion', choices, usage: this.usage };
  }

  /** The chunks in order: role, words, finish reason and, when wanted, usage. */
  *chunks(isUsageWanted: boolean) {
    // OpenAI names usage in every chunk once it was asked for, and fills it in the last one only.
    const base = { ...this.base, object: 'chat.completion.chunk', ...(isUsageWanted ? { usage: null } : {}) };
    const chunk = (delta: object, finishReason: string | null) => ({
      ...base,
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
    });
    yield chunk({ role: 'assistant', content: '' }, null);
    for (const word of splitWords(this.answer)) yield chunk({ content: word }, null);
    yield chunk({}, 'stop');
    if (isUsageWanted) yield { ...base, choices: [], usage: this.usage };
  }
}

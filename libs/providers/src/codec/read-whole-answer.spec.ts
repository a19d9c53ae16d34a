import { describe, expect, it } from 'vitest';
import { anthropicUpstreamDialect } from '../anthropic-messages/anthropic-upstream.dialect.js';
import type { JsonObject } from '../json.js';
import { ollamaUpstreamDialect } from '../ollama/ollama-upstream.dialect.js';
import { openAiUpstreamDialect } from '../openai-chat/openai-upstream.dialect.js';
import { openAiResponsesUpstreamDialect } from '../openai-responses/openai-responses-upstream.dialect.js';
import type { UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';

const message = { role: 'assistant', content: 'a' };

describe('an answer with the status of a success', () => {
  it.each<[string, UpstreamDialect, JsonObject, boolean]>([
    ['a chat', openAiUpstreamDialect, { choices: [{ message, finish_reason: null }] }, true],
    ['a chat without any choice', openAiUpstreamDialect, { choices: [] }, false],
    ['a chat without a message', openAiUpstreamDialect, { choices: [{}] }, false],
    ['a message', anthropicUpstreamDialect, { content: [], stop_reason: 'end_turn' }, true],
    ['a message that has not ended', anthropicUpstreamDialect, { content: [], stop_reason: null }, false],
    ['a response', openAiResponsesUpstreamDialect, { output: [], status: 'incomplete' }, true],
    [
      'a response in the making',
      openAiResponsesUpstreamDialect,
      { output: [], status: 'in_progress' },
      false,
    ],
    ['an Ollama answer', ollamaUpstreamDialect, { message, done: true }, true],
    ['an Ollama answer that goes on', ollamaUpstreamDialect, { message, done: false }, false],
  ])('%s holds what was asked for, or does not', (_case, { chat }, body, holds) => {
    expect(chat.holdsAnswer(body)).toBe(holds);
  });
});

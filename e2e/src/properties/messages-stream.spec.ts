import Anthropic from '@anthropic-ai/sdk';
import { type ChatEvent, type FinishReason, totalOutputTokens } from '@switchyard/domain';
import { anthropicMessagesDialect } from '@switchyard/providers';
import { checkAnthropicStream } from '@switchyard/testing/grammar';
import { describe, it } from 'vitest';
import { type Answer, type AnswerPart, joined, partsOf, reasonOf, refusalAsText, usageOf } from './answer.js';
import { holdForAnyAnswer } from './hold-for-any-answer.js';

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'end_turn',
  'content-filter': 'refusal',
};

function expected(events: readonly ChatEvent[]): Answer {
  const parts = refusalAsText(partsOf(events));
  const usage = usageOf(events);
  const reason = reasonOf(events) ?? 'stop';
  const hasCalls = parts.some(({ kind }) => kind === 'call');
  return {
    parts,
    finishReason: hasCalls && reason !== 'length' ? 'tool_use' : stopReasons[reason],
    usage: {
      input_tokens: usage.inputTokens,
      cache_creation_input_tokens: usage.cacheWriteTokens,
      cache_read_input_tokens: usage.cacheReadTokens,
      output_tokens: totalOutputTokens(usage),
    },
  };
}

function toPart(block: Anthropic.ContentBlock): AnswerPart {
  if (block.type === 'text') return { kind: 'text', text: block.text };
  if (block.type === 'thinking') return { kind: 'reasoning', text: block.thinking };
  if (block.type === 'tool_use') return { kind: 'call', id: block.id, name: block.name, input: block.input };
  throw new Error(`an unexpected block: ${block.type}`);
}

const ask = { model: 'm', max_tokens: 1, messages: [{ role: 'user' as const, content: 'hi' }] };

async function read(fetch: () => Promise<Response>): Promise<Answer> {
  const client = new Anthropic({ apiKey: 'any', maxRetries: 0, fetch });
  const { content, stop_reason: finishReason, usage } = await client.messages.stream(ask).finalMessage();
  return { parts: joined(content.map(toPart)), finishReason, usage: { ...usage } };
}

describe('an Anthropic stream', () => {
  it('tells any answer to the official SDK', () =>
    holdForAnyAnswer({
      dialect: anthropicMessagesDialect,
      request: ask,
      check: checkAnthropicStream,
      read,
      expected,
    }));
});

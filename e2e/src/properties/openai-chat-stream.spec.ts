import { type ChatEvent, type FinishReason, totalInputTokens, totalOutputTokens } from '@switchyard/domain';
import { openAiChatDialect } from '@switchyard/providers';
import { checkOpenAiChatStream } from '@switchyard/testing/grammar';
import OpenAI from 'openai';
import { describe, it } from 'vitest';
import { type Answer, type AnswerPart, partsOf, reasonOf, usageOf } from './answer.js';
import { holdForAnyAnswer } from './hold-for-any-answer.js';

const ask = {
  model: 'm',
  messages: [{ role: 'user' as const, content: 'hi' }],
  stream_options: { include_usage: true },
};

const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'stop',
  'content-filter': 'content_filter',
};

/** A message of this dialect has one field for each kind of part, and keeps no order between them. */
function byField(parts: readonly AnswerPart[]): AnswerPart[] {
  const texts = (['reasoning', 'text', 'refusal'] as const).map((kind) => ({
    kind,
    text: parts.map((part) => (part.kind === kind ? part.text : '')).join(''),
  }));
  return [...texts.filter(({ text }) => text !== ''), ...parts.filter(({ kind }) => kind === 'call')];
}

function expected(events: readonly ChatEvent[]): Answer {
  const parts = byField(partsOf(events));
  const usage = usageOf(events);
  const reason = reasonOf(events) ?? 'stop';
  const hasCalls = parts.some(({ kind }) => kind === 'call');
  return {
    parts,
    finishReason: hasCalls && reason !== 'length' ? 'tool_calls' : finishReasons[reason],
    usage: {
      input: totalInputTokens(usage),
      output: totalOutputTokens(usage),
      cached: usage.cacheReadTokens,
      reasoning: usage.reasoningTokens,
    },
  };
}

async function read(fetch: () => Promise<Response>): Promise<Answer> {
  const client = new OpenAI({ apiKey: 'any', maxRetries: 0, fetch });
  const stream = client.chat.completions.stream(ask);
  // The SDK's own accumulator knows no reasoning: its field is an extension.
  let reasoning = '';
  stream.on('chunk', ({ choices }) => {
    reasoning += (choices[0]?.delta as { reasoning_content?: string } | undefined)?.reasoning_content ?? '';
  });
  const { choices, usage } = await stream.finalChatCompletion();
  const { content, refusal, tool_calls: calls = [] } = choices[0]?.message ?? {};
  return {
    parts: byField([
      { kind: 'reasoning', text: reasoning },
      { kind: 'text', text: content ?? '' },
      { kind: 'refusal', text: refusal ?? '' },
      ...calls.map(toCall),
    ]),
    finishReason: choices[0]?.finish_reason ?? null,
    usage: {
      input: usage?.prompt_tokens,
      output: usage?.completion_tokens,
      cached: usage?.prompt_tokens_details?.cached_tokens,
      reasoning: usage?.completion_tokens_details?.reasoning_tokens,
    },
  };
}

function toCall(call: OpenAI.Chat.ChatCompletionMessageToolCall): AnswerPart {
  if (call.type !== 'function') throw new Error(`an unexpected call: ${call.type}`);
  const { name, arguments: text } = call.function;
  return { kind: 'call', id: call.id, name, input: JSON.parse(text || '{}') };
}

describe('an OpenAI chat stream', () => {
  it('tells any answer to the official SDK', () =>
    holdForAnyAnswer({
      dialect: openAiChatDialect,
      request: ask,
      check: (text) => checkOpenAiChatStream(text, { strict: true, includeUsage: true }),
      read,
      expected,
    }));
});

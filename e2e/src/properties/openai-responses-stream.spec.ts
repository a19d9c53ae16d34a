import { type ChatEvent, totalInputTokens, totalOutputTokens } from '@switchyard/domain';
import { openAiResponsesDialect } from '@switchyard/providers';
import { checkResponsesStream } from '@switchyard/testing/grammar';
import OpenAI from 'openai';
import { describe, it } from 'vitest';
import { type Answer, type AnswerPart, joined, partsOf, reasonOf, usageOf } from './answer.js';
import { holdForAnyAnswer } from './hold-for-any-answer.js';

const ask = { model: 'm', input: 'hi' };

const statuses: Readonly<Record<string, string>> = { length: 'incomplete', 'content-filter': 'incomplete' };

function expected(events: readonly ChatEvent[]): Answer {
  const usage = usageOf(events);
  return {
    parts: partsOf(events),
    finishReason: statuses[reasonOf(events) ?? 'stop'] ?? 'completed',
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
  const { output, status, usage } = await client.responses.stream(ask).finalResponse();
  return {
    parts: joined(output.flatMap(toParts)),
    finishReason: status ?? null,
    usage: {
      input: usage?.input_tokens,
      output: usage?.output_tokens,
      cached: usage?.input_tokens_details.cached_tokens,
      reasoning: usage?.output_tokens_details.reasoning_tokens,
    },
  };
}

function toParts(item: OpenAI.Responses.ResponseOutputItem): AnswerPart[] {
  if (item.type === 'message')
    return item.content.map((part) =>
      part.type === 'refusal' ? { kind: 'refusal', text: part.refusal } : { kind: 'text', text: part.text },
    );
  if (item.type === 'reasoning')
    return [...item.summary, ...(item.content ?? [])].map(({ text }) => ({ kind: 'reasoning', text }));
  if (item.type !== 'function_call') throw new Error(`an unexpected item: ${item.type}`);
  const { call_id: id, name, arguments: text } = item;
  return [{ kind: 'call', id, name, input: JSON.parse(text || '{}') }];
}

describe('a stream of OpenAI responses', () => {
  it('tells any answer to the official SDK', () =>
    holdForAnyAnswer({
      dialect: openAiResponsesDialect,
      request: ask,
      check: checkResponsesStream,
      read,
      expected,
    }));
});

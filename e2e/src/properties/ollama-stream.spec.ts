import { type ChatEvent, totalInputTokens, totalOutputTokens } from '@switchyard/domain';
import { ollamaChatDialect, ollamaGenerateDialect } from '@switchyard/providers';
import { checkOllamaChatStream, checkOllamaGenerateStream } from '@switchyard/testing/grammar';
import { type ChatResponse, type GenerateResponse, Ollama } from 'ollama';
import { describe, it } from 'vitest';
import { type Answer, type AnswerPart, joined, partsOf, reasonOf, refusalAsText, usageOf } from './answer.js';
import { holdForAnyAnswer } from './hold-for-any-answer.js';

const MODEL = 'llama';

/** Calls have no id in this dialect. */
function expected(events: readonly ChatEvent[]): Answer {
  const usage = usageOf(events);
  return {
    parts: refusalAsText(partsOf(events)).map((part) => (part.kind === 'call' ? { ...part, id: '' } : part)),
    finishReason: reasonOf(events) === 'length' ? 'length' : 'stop',
    usage: { prompt_eval_count: totalInputTokens(usage), eval_count: totalOutputTokens(usage) },
  };
}

/** The other surface has bare text: it knows no calls. */
function expectedText(events: readonly ChatEvent[]): Answer {
  const answer = expected(events);
  return { ...answer, parts: joined(answer.parts.filter(({ kind }) => kind !== 'call')) };
}

async function collect<Piece extends ChatResponse | GenerateResponse>(
  stream: AsyncIterable<Piece>,
  toParts: (piece: Piece) => AnswerPart[],
): Promise<Answer> {
  const parts: AnswerPart[] = [];
  let last: Piece | undefined;
  for await (const piece of stream) {
    parts.push(...toParts(piece));
    last = piece;
  }
  return {
    parts: joined(parts),
    finishReason: last?.done_reason ?? null,
    usage: { prompt_eval_count: last?.prompt_eval_count, eval_count: last?.eval_count },
  };
}

const chatParts = ({ message }: ChatResponse): AnswerPart[] => [
  { kind: 'reasoning', text: message.thinking ?? '' },
  { kind: 'text', text: message.content },
  ...(message.tool_calls ?? []).map(
    ({ function: { name, arguments: input } }): AnswerPart => ({ kind: 'call', id: '', name, input }),
  ),
];

const generatedParts = ({ thinking, response }: GenerateResponse): AnswerPart[] => [
  { kind: 'reasoning', text: thinking ?? '' },
  { kind: 'text', text: response ?? '' },
];

describe('an Ollama stream', () => {
  it('tells any chat to the official client', () =>
    holdForAnyAnswer({
      dialect: ollamaChatDialect,
      request: { model: MODEL },
      check: checkOllamaChatStream,
      read: async (fetch) =>
        collect(await new Ollama({ fetch }).chat({ model: MODEL, stream: true }), chatParts),
      expected,
    }));

  it('tells any text to the official client', () =>
    holdForAnyAnswer({
      dialect: ollamaGenerateDialect,
      request: { model: MODEL },
      check: checkOllamaGenerateStream,
      read: async (fetch) =>
        collect(
          await new Ollama({ fetch }).generate({ model: MODEL, prompt: 'hi', stream: true }),
          generatedParts,
        ),
      expected: expectedText,
    }));
});

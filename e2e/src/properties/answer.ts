import type { ChatEvent, FinishReason, TokenUsage } from '@switchyard/domain';

export type AnswerPart =
  | { readonly kind: 'text' | 'reasoning' | 'refusal'; readonly text: string }
  | { readonly kind: 'call'; readonly id: string; readonly name: string; readonly input: unknown };

/** An answer as its client has it in the end, in words of no dialect but for those of its end. */
export type Answer = {
  readonly parts: readonly AnswerPart[];
  readonly finishReason: string | null;
  readonly usage: Readonly<Record<string, unknown>>;
};

const kinds = { 'text-delta': 'text', 'reasoning-delta': 'reasoning', 'refusal-delta': 'refusal' } as const;

/** What was said, in order. */
export function partsOf(events: readonly ChatEvent[]): AnswerPart[] {
  return joined(
    events.flatMap((event): AnswerPart[] => {
      if (event.type in kinds)
        return [{ kind: kinds[event.type as keyof typeof kinds], text: (event as { text: string }).text }];
      if (event.type !== 'tool-call-start') return [];
      const { id, name, index } = event;
      return [{ kind: 'call', id, name, input: JSON.parse(argumentsOf(index, events) || '{}') }];
    }),
  );
}

/** Parts of the same kind that follow each other are one: how many pieces they came in is no matter. Empty ones go. */
export function joined(parts: readonly AnswerPart[]): AnswerPart[] {
  const result: AnswerPart[] = [];
  for (const part of parts) {
    if (part.kind !== 'call' && part.text === '') continue;
    const last = result.at(-1);
    if (part.kind !== 'call' && last?.kind === part.kind)
      result[result.length - 1] = { kind: part.kind, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

/** For dialects that have no words of their own for a refusal. */
export const refusalAsText = (parts: readonly AnswerPart[]): AnswerPart[] =>
  joined(parts.map((part) => (part.kind === 'refusal' ? { ...part, kind: 'text' } : part)));

export const reasonOf = (events: readonly ChatEvent[]): FinishReason | undefined =>
  events.find((event) => event.type === 'finish')?.reason;

const NO_TOKENS: TokenUsage = {
  inputTokens: 0,
  cacheReadTokens: 0,
  cacheWriteTokens: 0,
  outputTokens: 0,
  reasoningTokens: 0,
};

/** The last usage that was told. */
export const usageOf = (events: readonly ChatEvent[]): TokenUsage =>
  events.findLast((event) => event.type === 'usage')?.usage ?? NO_TOKENS;

const argumentsOf = (index: number, events: readonly ChatEvent[]): string =>
  events
    .map((event) => (event.type === 'tool-call-delta' && event.index === index ? event.argumentsText : ''))
    .join('');

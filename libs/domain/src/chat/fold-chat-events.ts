import type { TokenUsage } from '../usage/token-usage.js';
import type { ChatEvent, FinishReason } from './chat-event.js';
import type { ToolCallPart } from './chat-message.js';

/** A whole answer in no dialect's words. */
export type ChatResult = {
  readonly id: string;
  readonly model: string;
  readonly reasoning: string;
  readonly text: string;
  readonly toolCalls: readonly ToolCallPart[];
  readonly usage: TokenUsage | null;
  readonly finishReason: FinishReason | null;
};

/** Puts the events of one answer together, so that streams and whole answers share one way. A refusal is text. */
export function foldChatEvents(events: readonly ChatEvent[]): ChatResult {
  const textOf = (...types: ChatEvent['type'][]): string =>
    events.flatMap((event) => (types.includes(event.type) && 'text' in event ? [event.text] : [])).join('');
  const start = events.find((event) => event.type === 'start');
  return {
    id: start?.id ?? '',
    model: start?.model ?? '',
    reasoning: textOf('reasoning-delta'),
    text: textOf('text-delta', 'refusal-delta'),
    toolCalls: events.flatMap((event) =>
      event.type === 'tool-call-start' ? [toolCallOf(event, events)] : [],
    ),
    usage: events.findLast((event) => event.type === 'usage')?.usage ?? null,
    finishReason: events.findLast((event) => event.type === 'finish')?.reason ?? null,
  };
}

function toolCallOf(
  { index, id, name }: Extract<ChatEvent, { type: 'tool-call-start' }>,
  events: readonly ChatEvent[],
): ToolCallPart {
  const argumentsText = events
    .flatMap((event) =>
      event.type === 'tool-call-delta' && event.index === index ? [event.argumentsText] : [],
    )
    .join('');
  return { type: 'tool-call', id, name, argumentsText };
}

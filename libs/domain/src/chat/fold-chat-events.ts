import type { TokenUsage } from '../usage/token-usage.js';
import type { ChatEvent, FinishReason } from './chat-event.js';
import type { AssistantPart, ReasoningSignature } from './chat-message.js';

/** A whole answer in no dialect's words: its parts in the order in which they began. */
export type ChatResult = {
  readonly id: string;
  readonly model: string;
  readonly parts: readonly AssistantPart[];
  readonly usage: TokenUsage | null;
  readonly finishReason: FinishReason | null;
  readonly stopSequence: string | null;
};

/** Puts the events of one answer together, so that streams and whole answers share one way. */
export function foldChatEvents(events: Iterable<ChatEvent>): ChatResult {
  const fold = new Fold();
  for (const event of events) fold.add(event);
  return fold.result();
}

type OpenPart =
  | { type: 'text' | 'refusal'; text: string }
  | { type: 'reasoning'; text: string; signature: ReasoningSignature | null }
  | { type: 'redacted-reasoning'; format: string; data: string }
  | { type: 'tool-call'; id: string; name: string; argumentsText: string };

class Fold {
  private readonly parts: OpenPart[] = [];
  private readonly calls = new Map<number, Extract<OpenPart, { type: 'tool-call' }>>();
  private start = { id: '', model: '' };
  private usage: TokenUsage | null = null;
  private finish: { reason: FinishReason | null; stopSequence: string | null } = {
    reason: null,
    stopSequence: null,
  };

  private readonly adders: {
    readonly [Type in ChatEvent['type']]: (event: Extract<ChatEvent, { type: Type }>) => void;
  } = {
    start: ({ id, model }) => {
      this.start = { id, model };
    },
    'text-delta': ({ text }) => this.append('text', text),
    'refusal-delta': ({ text }) => this.append('refusal', text),
    'reasoning-delta': ({ text }) => this.appendReasoning(text),
    'reasoning-signature': ({ signature }) => {
      this.openReasoning().signature = signature;
    },
    'redacted-reasoning': ({ format, data }) => {
      this.parts.push({ type: 'redacted-reasoning', format, data });
    },
    'tool-call-start': ({ index, id, name }) => this.beginCall(index, id, name),
    'tool-call-delta': ({ index, argumentsText }) => {
      const call = this.calls.get(index);
      if (call) call.argumentsText += argumentsText;
    },
    usage: ({ usage }) => {
      this.usage = usage;
    },
    finish: ({ reason, stopSequence }) => {
      this.finish = { reason, stopSequence };
    },
  };

  add(event: ChatEvent): void {
    (this.adders[event.type] as (event: ChatEvent) => void)(event);
  }

  result(): ChatResult {
    const { reason, stopSequence } = this.finish;
    return { ...this.start, parts: this.parts, usage: this.usage, finishReason: reason, stopSequence };
  }

  private append(type: 'text' | 'refusal', text: string): void {
    const last = this.parts.at(-1);
    if (last?.type === type) last.text += text;
    else this.parts.push({ type, text });
  }

  private appendReasoning(text: string): void {
    this.openReasoning().text += text;
  }

  /** The reasoning that goes on; a signature ends it, and what comes after is another. */
  private openReasoning(): Extract<OpenPart, { type: 'reasoning' }> {
    const last = this.parts.at(-1);
    if (last?.type === 'reasoning' && last.signature === null) return last;
    const opened = { type: 'reasoning' as const, text: '', signature: null };
    this.parts.push(opened);
    return opened;
  }

  private beginCall(index: number, id: string, name: string): void {
    const call = { type: 'tool-call' as const, id, name, argumentsText: '' };
    this.calls.set(index, call);
    this.parts.push(call);
  }
}

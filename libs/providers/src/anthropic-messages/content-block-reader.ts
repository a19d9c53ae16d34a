import type { ChatEvent } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { REASONING_FORMAT } from './reasoning-format.js';

type OpenBlock =
  /** `whole` is the input some servers send at the start of a block, as JSON: it counts unless pieces follow. */
  | { readonly type: 'tool_use'; readonly callIndex: number; readonly whole: string; hasPieces: boolean }
  | { readonly type: 'thinking'; signature: string }
  | { readonly type: 'text' | 'other' };
type Started = { readonly block: OpenBlock; readonly events: ChatEvent[] };

const OTHER: OpenBlock = { type: 'other' };

/**
 * Reads the content blocks of one answer as events. Blocks of kinds that only Anthropic's own tools make, and
 * citations, are left out: no other dialect has anything like them.
 */
export class ContentBlockReader {
  /** By the index the endpoint gave. Text and other blocks take an index too, but are no tool calls. */
  private readonly open = new Map<unknown, OpenBlock>();
  private callCount = 0;

  private readonly starters: ReadonlyMap<unknown, (block: JsonObject) => Started> = new Map([
    ['text', ({ text }: JsonObject): Started => ({ block: { type: 'text' }, events: textEvents(text) })],
    ['thinking', startThinking],
    ['redacted_thinking', (block: JsonObject): Started => ({ block: OTHER, events: [redactedEvent(block)] })],
    ['tool_use', (block: JsonObject) => this.startToolUse(block)],
  ]);

  start(index: unknown, block: JsonObject): ChatEvent[] {
    const before = this.stopForgotten(index);
    const started = this.starters.get(block.type)?.(block) ?? { block: OTHER, events: [] };
    this.open.set(index, started.block);
    return [...before, ...started.events];
  }

  delta(index: unknown, delta: JsonObject): ChatEvent[] {
    return deltaReaders.get(delta.type)?.(delta, this.open.get(index)) ?? [];
  }

  stop(index: unknown): ChatEvent[] {
    const block = this.open.get(index);
    this.open.delete(index);
    return block ? closingEvents(block) : [];
  }

  /** The end of all blocks, for servers that do not end each of them. */
  stopAll(): ChatEvent[] {
    return [...this.open.keys()].flatMap((index) => this.stop(index));
  }

  /** Thinking ends at the latest where another block begins, or its signature would come after that. */
  private stopForgotten(newIndex: unknown): ChatEvent[] {
    const forgotten = [...this.open].filter(([index, { type }]) => index === newIndex || type === 'thinking');
    return forgotten.flatMap(([index]) => this.stop(index));
  }

  private startToolUse({ id, name, input }: JsonObject): Started {
    const index = this.callCount++;
    const whole = isJsonObject(input) ? JSON.stringify(input) : '{}';
    return {
      block: { type: 'tool_use', callIndex: index, whole, hasPieces: false },
      events: [{ type: 'tool-call-start', index, id: textOf(id) || `call_${index}`, name: textOf(name) }],
    };
  }
}

/** Text and thinking count even where the start of their block is missing. */
const deltaReaders: ReadonlyMap<unknown, (delta: JsonObject, block: OpenBlock | undefined) => ChatEvent[]> =
  new Map([
    ['text_delta', ({ text }, block) => (block?.type === 'other' ? [] : textEvents(text))],
    ['thinking_delta', ({ thinking }, block) => (block?.type === 'other' ? [] : thinkingEvents(thinking))],
    ['signature_delta', takeSignature],
    [
      'input_json_delta',
      ({ partial_json: piece }, block) =>
        block?.type === 'tool_use' ? inputEvents(block, textOf(piece)) : [],
    ],
  ]);

const startThinking = ({ thinking, signature }: JsonObject): Started => ({
  block: { type: 'thinking', signature: textOf(signature) },
  events: thinkingEvents(thinking),
});

function takeSignature({ signature }: JsonObject, block: OpenBlock | undefined): ChatEvent[] {
  if (block?.type === 'thinking') block.signature = textOf(signature);
  return [];
}

function inputEvents(block: Extract<OpenBlock, { type: 'tool_use' }>, argumentsText: string): ChatEvent[] {
  // The first piece is empty, and of a call without arguments the only one.
  if (argumentsText === '') return [];
  block.hasPieces = true;
  return [{ type: 'tool-call-delta', index: block.callIndex, argumentsText }];
}

function closingEvents(block: OpenBlock): ChatEvent[] {
  if (block.type === 'tool_use' && !block.hasPieces)
    return [{ type: 'tool-call-delta', index: block.callIndex, argumentsText: block.whole }];
  if (block.type === 'thinking' && block.signature !== '') return [signatureEvent(block.signature)];
  return [];
}

const textEvents = (text: unknown): ChatEvent[] =>
  textOf(text) === '' ? [] : [{ type: 'text-delta', text: textOf(text) }];

const thinkingEvents = (thinking: unknown): ChatEvent[] =>
  textOf(thinking) === '' ? [] : [{ type: 'reasoning-delta', text: textOf(thinking) }];

const signatureEvent = (value: string): ChatEvent => ({
  type: 'reasoning-signature',
  signature: { format: REASONING_FORMAT, value, itemId: null },
});

const redactedEvent = ({ data }: JsonObject): ChatEvent => ({
  type: 'redacted-reasoning',
  format: REASONING_FORMAT,
  data: textOf(data),
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

import { randomUUID } from 'node:crypto';
import {
  type ChatEvent,
  type ChatResult,
  GatewayError,
  type ReasoningSignature,
  type TokenUsage,
} from '@switchyard/domain';
import type { ChatEventWriter } from '../client-dialect/chat-event-writer.js';
import { SequentialToolCalls } from '../client-dialect/sequential-tool-calls.js';
import type { JsonObject } from '../json.js';
import { toSignatureText } from '../reasoning-signature-text.js';
import { redactedText } from './encode-messages-answer.js';
import { toMessagesUsage } from './messages-usage.js';
import { REASONING_FORMAT } from './reasoning-format.js';
import { endOf } from './stop-reason.js';

type OpenBlock =
  | { readonly kind: 'text' | 'thinking'; readonly callIndex: null }
  | { readonly kind: 'tool_use'; readonly callIndex: number };

/**
 * Writes Anthropic's stream: `message_start`, one content block after the other, `message_delta`, `message_stop`
 * (Anthropic API reference, "Streaming Messages"). Every event carries its name, by which the SDKs dispatch. Usage
 * stands in `message_delta`, because endpoints of other dialects tell it last.
 */
export class MessagesEventWriter implements ChatEventWriter {
  private readonly writers: {
    readonly [Type in ChatEvent['type']]: (event: Extract<ChatEvent, { type: Type }>) => string;
  } = {
    start: ({ id, model }) => this.writeStart(id, model),
    'text-delta': ({ text }) =>
      this.open('text', { type: 'text', text: '' }) + this.delta({ type: 'text_delta', text }),
    // Anthropic has no block for a refusal's words; they are what the user reads.
    'refusal-delta': ({ text }) =>
      this.open('text', { type: 'text', text: '' }) + this.delta({ type: 'text_delta', text }),
    'reasoning-delta': ({ text }) =>
      this.open('thinking', { type: 'thinking', thinking: '', signature: '' }) +
      this.delta({ type: 'thinking_delta', thinking: text }),
    'reasoning-signature': ({ signature }) => this.sign(signature),
    'redacted-reasoning': (event) =>
      this.writeWholeBlock({ type: 'redacted_thinking', data: redactedText(event) }),
    'tool-call-start': ({ index, id, name }) => this.openToolUse(index, id, name),
    'tool-call-delta': ({ index, argumentsText }) => this.toolDelta(index, argumentsText),
    usage: ({ usage }) => this.remember(usage),
    finish: (event) => this.finish(event),
  };
  private blockIndex = -1;
  private block: OpenBlock | null = null;
  private hasToolCalls = false;
  private usage: TokenUsage | null = null;
  private finished: Pick<ChatResult, 'finishReason' | 'stopSequence'> = {
    finishReason: null,
    stopSequence: null,
  };
  private readonly toolCalls = new SequentialToolCalls();

  /** @param model the name for a stream whose endpoint gives none */
  constructor(private readonly model: string) {}

  write(event: ChatEvent): string {
    return this.writeAll(this.toolCalls.push(event));
  }

  end(): string {
    const lastCalls = this.writeAll(this.toolCalls.flush());
    const delta = endOf(this.finished, this.hasToolCalls);
    return [
      lastCalls,
      this.close(),
      encode('message_delta', { delta, usage: toMessagesUsage(this.usage) }),
      encode('message_stop', {}),
    ].join('');
  }

  private writeAll(events: readonly ChatEvent[]): string {
    return events.map((event) => (this.writers[event.type] as (event: ChatEvent) => string)(event)).join('');
  }

  private writeStart(id: string, model: string): string {
    const message = {
      id: id || `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      model: model || this.model,
      content: [],
      stop_reason: null,
      stop_sequence: null,
      usage: toMessagesUsage(this.usage),
    };
    return encode('message_start', { message });
  }

  /** Goes on with the open block when it is of this kind, else closes it and opens a new one. */
  private open(kind: 'text' | 'thinking', block: JsonObject): string {
    if (this.block?.kind === kind) return '';
    const closed = this.close();
    this.block = { kind, callIndex: null };
    return closed + this.startBlock(block);
  }

  /** The signature is the last of its block. */
  private sign(signature: ReasoningSignature): string {
    const opened = this.open('thinking', { type: 'thinking', thinking: '', signature: '' });
    const text = toSignatureText(signature, REASONING_FORMAT);
    return opened + this.delta({ type: 'signature_delta', signature: text }) + this.close();
  }

  private openToolUse(callIndex: number, id: string, name: string): string {
    const closed = this.close();
    this.hasToolCalls = true;
    this.block = { kind: 'tool_use', callIndex };
    return closed + this.startBlock({ type: 'tool_use', id, name, input: {} });
  }

  private toolDelta(callIndex: number, partialJson: string): string {
    if (this.block?.kind !== 'tool_use' || this.block.callIndex !== callIndex) {
      // Blocks follow each other here; a call that goes on after another has begun cannot be told.
      throw new GatewayError('upstream_malformed', 'The endpoint mixed the arguments of several tool calls.');
    }
    return this.delta({ type: 'input_json_delta', partial_json: partialJson });
  }

  private writeWholeBlock(block: JsonObject): string {
    return this.close() + this.startBlock(block) + encode('content_block_stop', { index: this.blockIndex });
  }

  private startBlock(block: JsonObject): string {
    this.blockIndex++;
    return encode('content_block_start', { index: this.blockIndex, content_block: block });
  }

  private delta(delta: JsonObject): string {
    return encode('content_block_delta', { index: this.blockIndex, delta });
  }

  private close(): string {
    if (this.block === null) return '';
    this.block = null;
    return encode('content_block_stop', { index: this.blockIndex });
  }

  private remember(usage: TokenUsage): string {
    this.usage = usage;
    return '';
  }

  private finish({ reason, stopSequence }: Extract<ChatEvent, { type: 'finish' }>): string {
    this.finished = { finishReason: reason, stopSequence };
    return '';
  }
}

export const encode = (type: string, fields: JsonObject): string =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;

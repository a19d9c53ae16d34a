import type { ChatEvent, FinishReason, ReasoningSignature, TokenUsage } from '@switchyard/domain';
import type { ChatEventWriter } from '../client-dialect/chat-event-writer.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { customToolNames } from './custom-tools.js';
import { newItemId } from './item-ids.js';
import type { ItemPlace, OpenItem } from './open-item.js';
import { OpenMessage } from './open-message.js';
import { OpenReasoning } from './open-reasoning.js';
import { OpenToolCall } from './open-tool-call.js';
import type { ItemStatus } from './output-items.js';
import { redactedContent, toEncryptedContent } from './reasoning-items.js';
import { encodeResponse, endedState, type ResponseHead, type ResponseState } from './response-object.js';
import { SequencedEvents } from './sequenced-events.js';

/**
 * Writes the stream of a response: `response.created`, the items one by one, `response.completed` or
 * `response.incomplete` with the whole of it (OpenAI API reference, "Streaming events"). Events of tool calls may mix,
 * since each names its item; all other items end before the next begins.
 */
export class ResponsesEventWriter implements ChatEventWriter {
  private readonly writers: {
    readonly [Type in ChatEvent['type']]: (event: Extract<ChatEvent, { type: Type }>) => string;
  } = {
    start: ({ id, model }) => this.start(id, model),
    'text-delta': ({ text }) => this.say('text', text),
    'refusal-delta': ({ text }) => this.say('refusal', text),
    'reasoning-delta': ({ text }) => this.reason(text),
    'reasoning-signature': ({ signature }) => this.sign(signature),
    'redacted-reasoning': (event) => this.writeRedacted(redactedContent(event)),
    'tool-call-start': ({ index, id, name }) => this.beginCall(index, id, name),
    'tool-call-delta': ({ index, argumentsText }) => this.calls.get(index)?.append(argumentsText) ?? '',
    usage: ({ usage }) => {
      this.usage = usage;
      return '';
    },
    finish: ({ reason }) => {
      this.finishReason = reason;
      return '';
    },
  };
  private readonly events = new SequencedEvents();
  /** Items by their index, each as it ended. */
  private readonly output: JsonObject[] = [];
  private itemCount = 0;
  private current: OpenMessage | OpenReasoning | null = null;
  /** Calls that may still go on, by their index among the calls. */
  private readonly calls = new Map<number, OpenToolCall>();
  private readonly customTools: ReadonlySet<string>;
  private head: ResponseHead;
  private isStarted = false;
  private usage: TokenUsage | null = null;
  private finishReason: FinishReason | null = null;

  constructor({ model, body }: ClientCall, startedAtMs: number) {
    this.head = { id: newItemId('resp'), model, startedAtMs, request: body };
    this.customTools = customToolNames(body);
  }

  write(event: ChatEvent): string {
    const started = this.isStarted || event.type === 'start' ? '' : this.start('', '');
    return started + (this.writers[event.type] as (event: ChatEvent) => string)(event);
  }

  end(): string {
    const started = this.isStarted ? '' : this.start('', '');
    const state = endedState(this.finishReason, this.usage);
    const closed = this.closeAll(state.status === 'incomplete' ? 'incomplete' : 'completed');
    return (
      started + closed + this.events.write(`response.${state.status}`, { response: this.response(state) })
    );
  }

  private start(id: string, model: string): string {
    this.isStarted = true;
    this.head = {
      ...this.head,
      id: id.startsWith('resp_') ? id : this.head.id,
      model: model || this.head.model,
    };
    const response = this.response({ status: 'in_progress' });
    return (
      this.events.write('response.created', { response }) +
      this.events.write('response.in_progress', { response })
    );
  }

  private say(kind: 'text' | 'refusal', text: string): string {
    if (text === '') return '';
    if (this.current instanceof OpenMessage) return this.current.append(kind, text);
    const closed = this.closeCurrent();
    const message = new OpenMessage(this.nextPlace(newItemId('msg')));
    this.current = message;
    return closed + message.open() + message.append(kind, text);
  }

  private reason(text: string): string {
    if (text === '') return '';
    if (this.current instanceof OpenReasoning) return this.current.append(text);
    const { written, reasoning } = this.openReasoning(newItemId('rs'));
    return written + reasoning.append(text);
  }

  /** The seal ends its item. One that stands alone makes an item that bears the id it was sealed with. */
  private sign(signature: ReasoningSignature): string {
    const { written, reasoning } =
      this.current instanceof OpenReasoning
        ? { written: '', reasoning: this.current }
        : this.openReasoning(signature.itemId ?? newItemId('rs'));
    reasoning.seal(toEncryptedContent(signature, reasoning.itemId));
    return written + this.closeCurrent();
  }

  private writeRedacted(encryptedContent: string): string {
    const { written, reasoning } = this.openReasoning(newItemId('rs'));
    reasoning.seal(encryptedContent);
    return written + this.closeCurrent();
  }

  private openReasoning(itemId: string): { written: string; reasoning: OpenReasoning } {
    const closed = this.closeCurrent();
    const reasoning = new OpenReasoning(this.nextPlace(itemId));
    this.current = reasoning;
    return { written: closed + reasoning.open(), reasoning };
  }

  private beginCall(index: number, callId: string, name: string): string {
    const closed = this.closeCurrent();
    const isCustom = this.customTools.has(name);
    const place = this.nextPlace(newItemId(isCustom ? 'ctc' : 'fc'));
    const call = new OpenToolCall(place, { callId, name, isCustom });
    this.calls.set(index, call);
    return closed + call.open();
  }

  private nextPlace(itemId: string): ItemPlace {
    return { events: this.events, outputIndex: this.itemCount++, itemId };
  }

  /** Ends what another item ends: the one that is being said, and calls to which nothing can be added. */
  private closeCurrent(): string {
    const whole = [...this.calls].filter(([, call]) => call.isWhole);
    for (const [index] of whole) this.calls.delete(index);
    const items = [...whole.map(([, call]) => call), ...(this.current ? [this.current] : [])];
    this.current = null;
    return items.map((item) => this.close(item, 'completed')).join('');
  }

  /** @param lastStatus of the item that came last: only that one can have been cut off */
  private closeAll(lastStatus: ItemStatus): string {
    const items = [...this.calls.values(), ...(this.current ? [this.current] : [])];
    this.calls.clear();
    this.current = null;
    return items
      .map((item) => this.close(item, item.outputIndex === this.itemCount - 1 ? lastStatus : 'completed'))
      .join('');
  }

  private close(item: OpenItem, status: ItemStatus): string {
    this.output[item.outputIndex] = item.item(status);
    return item.close(status);
  }

  private response(state: ResponseState): JsonObject {
    return encodeResponse(this.head, state, this.output);
  }
}

import { randomUUID } from 'node:crypto';
import type {
  ChatEvent,
  FinishReason,
  ReasoningPart,
  ReasoningSignature,
  RedactedReasoningPart,
  TokenUsage,
} from '@switchyard/domain';
import type { ChatEventWriter } from '../client-dialect/chat-event-writer.js';
import type { JsonObject } from '../json.js';
import { encodeUsage } from './encode-usage.js';
import { toFinishReason } from './finish-reason.js';
import { toReasoningDetail } from './reasoning-details.js';

const DONE = 'data: [DONE]\n\n';

/**
 * Writes OpenAI's chat stream: the role first, deltas, one finish reason, usage in a chunk of its own where it was asked
 * for, `[DONE]` (OpenAI API reference, "The chat completion chunk object").
 */
export class ChatChunkWriter implements ChatEventWriter {
  private readonly writers: {
    readonly [Type in ChatEvent['type']]: (event: Extract<ChatEvent, { type: Type }>) => string;
  } = {
    start: ({ id, model }) => this.start(id, model),
    'text-delta': ({ text }) => this.delta({ content: text }),
    'refusal-delta': ({ text }) => this.delta({ refusal: text }),
    'reasoning-delta': ({ text }) => this.reason(text),
    'reasoning-signature': ({ signature }) => this.sign(signature),
    'redacted-reasoning': ({ format, data }) => this.detail({ type: 'redacted-reasoning', format, data }),
    'tool-call-start': ({ index, id, name }) => this.startCall(index, id, name),
    'tool-call-delta': ({ index, argumentsText }) =>
      this.delta({ tool_calls: [{ index, function: { arguments: argumentsText } }] }),
    usage: ({ usage }) => {
      this.usage = usage;
      return '';
    },
    finish: ({ reason }) => {
      this.finishReason = reason;
      return '';
    },
  };
  private readonly created = Math.floor(Date.now() / 1000);
  private id = `chatcmpl-${randomUUID()}`;
  private isStarted = false;
  private hasToolCalls = false;
  /** What a signature will seal. */
  private reasoningText = '';
  private detailCount = 0;
  private usage: TokenUsage | null = null;
  private finishReason: FinishReason | null = null;

  /** @param model the name for a stream whose endpoint gives none */
  constructor(
    private model: string,
    private readonly wantsUsage: boolean,
  ) {}

  write(event: ChatEvent): string {
    return (this.writers[event.type] as (event: ChatEvent) => string)(event);
  }

  end(): string {
    const reason = toFinishReason(this.finishReason, this.hasToolCalls);
    const usageChunk = this.wantsUsage ? this.chunk({ choices: [], usage: encodeUsage(this.usage) }) : '';
    return this.choice({}, reason) + usageChunk + DONE;
  }

  private start(id: string, model: string): string {
    this.id = id || this.id;
    this.model = model || this.model;
    this.isStarted = true;
    return this.choice({ role: 'assistant', content: '' }, null);
  }

  private delta(delta: JsonObject): string {
    return (this.isStarted ? '' : this.start('', '')) + this.choice(delta, null);
  }

  private startCall(index: number, id: string, name: string): string {
    this.hasToolCalls = true;
    return this.delta({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] });
  }

  private reason(text: string): string {
    this.reasoningText += text;
    return this.delta({ reasoning_content: text });
  }

  private sign(signature: ReasoningSignature): string {
    const text = this.reasoningText;
    this.reasoningText = '';
    return this.detail({ type: 'reasoning', text, signature });
  }

  private detail(part: ReasoningPart | RedactedReasoningPart): string {
    const detail = toReasoningDetail(part, this.detailCount++);
    return detail ? this.delta({ reasoning_details: [detail] }) : '';
  }

  private choice(delta: JsonObject, finishReason: string | null): string {
    return this.chunk({
      choices: [{ index: 0, delta, finish_reason: finishReason }],
      ...(this.wantsUsage && { usage: null }),
    });
  }

  private chunk(fields: JsonObject): string {
    const { id, created, model } = this;
    return `data: ${JSON.stringify({ id, object: 'chat.completion.chunk', created, model, ...fields })}\n\n`;
  }
}

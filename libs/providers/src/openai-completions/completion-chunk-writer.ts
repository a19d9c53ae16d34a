import { randomUUID } from 'node:crypto';
import type { ChatEvent, FinishReason, TokenUsage } from '@switchyard/domain';
import type { ChatEventWriter } from '../client-dialect/chat-event-writer.js';
import type { JsonObject } from '../json.js';
import { encodeUsage } from '../openai-chat/encode-usage.js';
import { toFinishReason } from '../openai-chat/finish-reason.js';

const DONE = 'data: [DONE]\n\n';

/** Writes OpenAI's text completion stream from a chat's answer: its text, since this dialect has nothing else. */
export class CompletionChunkWriter implements ChatEventWriter {
  private readonly id = `cmpl-${randomUUID()}`;
  private readonly created = Math.floor(Date.now() / 1000);
  private usage: TokenUsage | null = null;
  private reason: FinishReason | null = null;

  constructor(
    private readonly model: string,
    private readonly wantsUsage: boolean,
  ) {}

  write(event: ChatEvent): string {
    if (event.type === 'usage') this.usage = event.usage;
    else if (event.type === 'finish') this.reason = event.reason;
    const isText = event.type === 'text-delta' || event.type === 'refusal-delta';
    return isText ? this.choice(event.text, null) : '';
  }

  end(): string {
    const usage = this.wantsUsage ? this.chunk({ choices: [], usage: encodeUsage(this.usage) }) : '';
    return this.choice('', toFinishReason(this.reason, false)) + usage + DONE;
  }

  private choice(text: string, finishReason: string | null): string {
    return this.chunk({
      choices: [{ index: 0, text, logprobs: null, finish_reason: finishReason }],
      ...(this.wantsUsage && { usage: null }),
    });
  }

  private chunk(fields: JsonObject): string {
    const { id, created, model } = this;
    return `data: ${JSON.stringify({ id, object: 'text_completion', created, model, ...fields })}\n\n`;
  }
}

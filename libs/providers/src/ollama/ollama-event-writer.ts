import type { ChatEvent, FinishReason, TokenUsage } from '@switchyard/domain';
import type { ChatEventWriter } from '../client-dialect/chat-event-writer.js';
import { SequentialToolCalls } from '../client-dialect/sequential-tool-calls.js';
import {
  encodeLine,
  type OllamaContent,
  type OllamaSurface,
  ollamaObject,
  ollamaSummary,
} from './ollama-lines.js';

/**
 * Writes Ollama's stream: one JSON object a line, the last with `done`. A tool call is sent whole, because its
 * arguments are an object in this dialect.
 */
export class OllamaEventWriter implements ChatEventWriter {
  private firstTokenAtMs: number | null = null;
  private usage: TokenUsage | null = null;
  private reason: FinishReason | null = null;
  private call: { name: string; argumentsText: string } | null = null;
  private readonly toolCalls = new SequentialToolCalls();

  /** @param startedAtMs when the request began, by `performance.now` */
  constructor(
    private readonly surface: OllamaSurface,
    private readonly model: string,
    private readonly startedAtMs: number,
  ) {}

  write(event: ChatEvent): string {
    return this.writeAll(this.toolCalls.push(event));
  }

  private writeAll(events: readonly ChatEvent[]): string {
    return events.map((event) => this.writeOne(event)).join('');
  }

  private writeOne(event: ChatEvent): string {
    switch (event.type) {
      case 'text-delta':
      case 'refusal-delta':
        return this.flushCall() + this.line({ text: event.text });
      case 'reasoning-delta':
        return this.flushCall() + this.line({ reasoning: event.text });
      case 'tool-call-start':
        return this.beginCall(event.name);
      case 'tool-call-delta':
        if (this.call) this.call.argumentsText += event.argumentsText;
        return '';
      case 'usage':
        this.usage = event.usage;
        return '';
      case 'finish':
        this.reason = event.reason;
        return '';
      default:
        return '';
    }
  }

  end(): string {
    const lastCall = this.writeAll(this.toolCalls.flush()) + this.flushCall();
    const endedAtMs = performance.now();
    const times = {
      startedAtMs: this.startedAtMs,
      firstTokenAtMs: this.firstTokenAtMs ?? endedAtMs,
      endedAtMs,
    };
    const last = {
      ...ollamaObject(this.surface, this.model, {}),
      ...ollamaSummary(this.reason, this.usage, times),
    };
    return lastCall + encodeLine(last);
  }

  private beginCall(name: string): string {
    const previous = this.flushCall();
    this.call = { name, argumentsText: '' };
    return previous;
  }

  private flushCall(): string {
    if (!this.call) return '';
    const { call } = this;
    this.call = null;
    return this.line({ toolCalls: [call] });
  }

  private line(content: OllamaContent): string {
    this.firstTokenAtMs ??= performance.now();
    return encodeLine(ollamaObject(this.surface, this.model, content));
  }
}

import type { TokenUsage } from '@switchyard/domain';
import type { StreamTranslator, TranslatedFrame } from '../client-dialect/stream-translator.js';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import { encodeSseData, parseSseFrame } from '../sse/sse-frame.js';
import { decodeUsage } from './decode-usage.js';

export const DONE_FRAME: Buffer = Buffer.from('data: [DONE]\n\n');

/**
 * Watches the frames of an OpenAI chat stream go by: takes the usage, sees whether the stream reached its end, and
 * hides the usage from a client that did not ask for it. Events of other kinds are passed on untouched.
 */
export class ChatStreamObserver implements StreamTranslator {
  usage: TokenUsage | null = null;
  /** The upstream's own error, when it sent one inside the stream. */
  error: JsonObject | null = null;
  isDone = false;
  private isFinished = false;
  private hasContent = false;

  constructor(private readonly wantsUsage: boolean) {}

  /**
   * Whether the answer is whole: a finish reason came, or the end marker after some content. A stream that merely
   * stopped is not, and neither is one that ended without having said anything.
   */
  get isComplete(): boolean {
    return this.error === null && (this.isFinished || (this.isDone && this.hasContent));
  }

  /** The end marker, where the endpoint forgot it. */
  end(): Buffer {
    return this.isDone ? Buffer.alloc(0) : DONE_FRAME;
  }

  translate(bytes: Buffer): TranslatedFrame {
    const frame = parseSseFrame(bytes);
    if (frame.data === null) return { kind: 'comment', bytes };
    if (frame.data.trim() === '[DONE]') {
      this.isDone = true;
      return { kind: 'done', bytes };
    }
    const chunk = tryParseJson(frame.data);
    // Clients stop at an event they cannot parse; one such event need not end an otherwise good stream.
    if (!isJsonObject(chunk)) return { kind: 'empty', bytes: null };
    if (frame.event === 'error' || chunk.error) {
      this.error = isJsonObject(chunk.error) ? chunk.error : { message: String(chunk.error ?? frame.data) };
      return { kind: 'error', bytes: null };
    }
    return this.observeChunk(chunk, bytes);
  }

  private observeChunk(chunk: JsonObject, bytes: Buffer): TranslatedFrame {
    // Reports are cumulative (vLLM sends a running total on every chunk): the last one counts, they are never added.
    this.usage = decodeUsage(chunk.usage) ?? this.usage;
    const choices = Array.isArray(chunk.choices) ? chunk.choices.filter(isJsonObject) : [];
    if (choices.some((choice) => choice.finish_reason)) this.isFinished = true;
    const kind = choices.some(hasContent) ? 'content' : 'empty';
    if (kind === 'content') this.hasContent = true;
    if (this.wantsUsage || !('usage' in chunk)) return { kind, bytes };
    // Only the extra chunk without choices exists for the usage alone. Others lose the field, never their content.
    if (choices.length === 0 && chunk.usage !== null) return { kind, bytes: null };
    const { usage: _usage, ...visible } = chunk;
    return { kind, bytes: encodeSseData(visible) };
  }
}

/** A choice that carries something: any field of its delta but the role that holds a value, or the reason it ended. */
function hasContent(choice: JsonObject): boolean {
  if (choice.finish_reason) return true;
  if (typeof choice.text === 'string' && choice.text !== '') return true;
  if (!isJsonObject(choice.delta)) return false;
  return Object.entries(choice.delta).some(([field, value]) => field !== 'role' && !isEmpty(value));
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

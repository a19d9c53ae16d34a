import type { TokenUsage } from '@switchyard/domain';
import type { StreamTranslator, TranslatedFrame } from '../client-dialect/stream-translator.js';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import { encodeSseData, parseSseFrame } from '../sse/sse-frame.js';
import { decodeUsage } from './decode-usage.js';

export const DONE_FRAME: Buffer = Buffer.from('data: [DONE]\n\n');

/**
 * Watches the frames of an OpenAI chat stream go by: takes the usage, sees whether the stream reached its end, and
 * hides the usage from a client that did not ask for it. Frames it cannot read are passed on untouched.
 */
export class ChatStreamObserver implements StreamTranslator {
  usage: TokenUsage | null = null;
  /** The upstream's own error, when it sent one inside the stream. */
  error: JsonObject | null = null;
  isDone = false;
  private isFinished = false;

  constructor(private readonly wantsUsage: boolean) {}

  /**
   * Whether the answer is whole: the end marker came, or, from the many servers that forget it, a finish reason.
   * A stream that merely stopped is not.
   */
  get isComplete(): boolean {
    return this.error === null && (this.isDone || this.isFinished);
  }

  /** The end marker, where the endpoint forgot it. */
  end(): Buffer {
    return this.isDone ? Buffer.alloc(0) : DONE_FRAME;
  }

  translate(bytes: Buffer): TranslatedFrame {
    const frame = parseSseFrame(bytes);
    if (frame.data === null) return { kind: 'empty', bytes };
    if (frame.data.trim() === '[DONE]') {
      this.isDone = true;
      return { kind: 'done', bytes };
    }
    const chunk = tryParseJson(frame.data);
    if (!isJsonObject(chunk)) return { kind: 'empty', bytes };
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

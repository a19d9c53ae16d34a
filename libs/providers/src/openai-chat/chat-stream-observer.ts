import { type TokenUsage, totalOutputTokens } from '@switchyard/domain';
import { isReport } from '../client-dialect/output-meter.js';
import type { StreamTranslator, TranslatedFrame } from '../client-dialect/stream-translator.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { readEventData } from '../sse/read-sse-json.js';
import { encodeSseData, parseSseFrame } from '../sse/sse-frame.js';
import { decodeUsage } from './decode-usage.js';
import { findStreamError } from './read-chat-events.js';

export const DONE_FRAME: Buffer = Buffer.from('data: [DONE]\n\n');

/**
 * Watches the frames of an OpenAI chat stream go by: takes the usage, sees whether the stream reached its end, and
 * hides the usage from a client that did not ask for it. Events of other kinds are passed on untouched.
 */
export class ChatStreamObserver implements StreamTranslator {
  usage: TokenUsage | null = null;
  unreportedCharacters = 0;
  error: JsonObject | null = null;
  isDone = false;
  /** Choices that have begun, and those of them that have told their end. */
  private readonly begun = new Set<unknown>();
  private readonly finished = new Set<unknown>();
  private hasContent = false;

  constructor(private readonly wantsUsage: boolean) {}

  /**
   * Whether the answer is whole: each choice told its end, or the end marker came after some content. A stream that
   * merely stopped is not, and neither is one that ended without having said anything.
   */
  get isComplete(): boolean {
    const isFinished = this.finished.size > 0 && this.finished.size === this.begun.size;
    return this.error === null && (isFinished || (this.isDone && this.hasContent));
  }

  /** The end marker, where the endpoint forgot it. */
  end(): Buffer {
    return this.isDone ? Buffer.alloc(0) : DONE_FRAME;
  }

  translate(bytes: Buffer): TranslatedFrame {
    const { event, data } = parseSseFrame(bytes);
    if (data === null) return { kind: 'comment', bytes };
    if (data.trim() === '[DONE]') {
      this.isDone = true;
      return { kind: 'done', bytes: this.isComplete ? bytes : null };
    }
    const chunk = readEventData(event, data)?.value;
    // Clients stop at an event they cannot parse; what never was an event of this stream need not reach them.
    if (!chunk) return { kind: 'comment', bytes: null };
    this.error = findStreamError(event, chunk);
    return this.error ? { kind: 'error', bytes: null } : this.observeChunk(chunk, bytes);
  }

  private observeChunk(chunk: JsonObject, bytes: Buffer): TranslatedFrame {
    const choices = Array.isArray(chunk.choices) ? chunk.choices.filter(isJsonObject) : [];
    for (const choice of choices) {
      this.begun.add(choice.index);
      this.unreportedCharacters += charactersOf(choice);
    }
    this.takeUsage(chunk);
    if (choices.length > 0 && choices.every((choice) => this.isSecondEnd(choice)))
      return {
        kind: 'empty',
        bytes: this.wantsUsage && chunk.usage ? encodeSseData({ ...chunk, choices: [] }) : null,
      };
    const kind = choices.some(hasContent) ? 'content' : 'empty';
    if (kind === 'content') this.hasContent = true;
    if (this.wantsUsage || !('usage' in chunk)) return { kind, bytes };
    // Only the extra chunk without choices exists for the usage alone. Others lose the field, never their content.
    if (choices.length === 0 && chunk.usage !== null) return { kind, bytes: null };
    const { usage: _usage, ...visible } = chunk;
    return { kind, bytes: encodeSseData(visible) };
  }

  /** Reports are cumulative (vLLM sends a running total on every chunk): the last one counts, they are never added. */
  private takeUsage(chunk: JsonObject): void {
    const usage = decodeUsage(chunk.usage);
    if (!usage || !isReport(usage)) return;
    this.usage = usage;
    if (totalOutputTokens(usage) > 0) this.unreportedCharacters = 0;
  }

  /** Some servers tell the end twice; clients that act on it would act twice. */
  private isSecondEnd(choice: JsonObject): boolean {
    if (!choice.finish_reason) return false;
    if (this.finished.has(choice.index) && !hasDelta(choice)) return true;
    this.finished.add(choice.index);
    return false;
  }
}

/** A choice that carries something: any field of its delta but the role that holds a value, or the reason it ended. */
const hasContent = (choice: JsonObject): boolean => Boolean(choice.finish_reason) || hasDelta(choice);

function hasDelta(choice: JsonObject): boolean {
  if (typeof choice.text === 'string' && choice.text !== '') return true;
  const { delta } = choice;
  if (!isJsonObject(delta)) return false;
  for (const field in delta) if (field !== 'role' && !isEmpty(delta[field])) return true;
  return false;
}

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** The output that a choice brings, in characters: what OpenAI's reader would make events of. */
function charactersOf({ text, delta }: JsonObject): number {
  if (typeof text === 'string') return text.length;
  if (!isJsonObject(delta)) return 0;
  const reasoning = lengthOf(delta.reasoning_content) || lengthOf(delta.reasoning);
  let characters = lengthOf(delta.content) + lengthOf(delta.refusal) + reasoning;
  if (!Array.isArray(delta.tool_calls)) return characters;
  for (const { function: details } of delta.tool_calls.filter(isJsonObject)) {
    if (isJsonObject(details)) characters += lengthOf(details.name) + lengthOf(details.arguments);
  }
  return characters;
}

const lengthOf = (value: unknown): number => (typeof value === 'string' ? value.length : 0);

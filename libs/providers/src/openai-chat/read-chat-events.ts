import type { ChatEvent, FinishReason } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { readEventData } from '../sse/read-sse-json.js';
import { parseSseFrame } from '../sse/sse-frame.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import { decodeUsage } from './decode-usage.js';

const finishReasons: Readonly<Record<string, FinishReason>> = {
  stop: 'stop',
  length: 'length',
  tool_calls: 'tool-calls',
  function_call: 'tool-calls',
  content_filter: 'content-filter',
};

/** Reads the chunks of one OpenAI chat stream, or one whole answer, as events. Only the first choice is read. */
export class ChatEventReader implements UpstreamReader {
  isDone = false;
  error: JsonObject | null = null;
  private isFinished = false;
  private hasContent = false;
  private isStarted = false;
  /** By the index the endpoint gave. Some endpoints begin at 1, or give every call index 0. */
  private readonly calls = new Map<unknown, { readonly index: number; readonly id: string }>();
  private callCount = 0;

  /**
   * A finish reason came, or the end marker after some content: many servers leave out one of the two. A stream that
   * ended without having said anything is not whole.
   */
  get isComplete(): boolean {
    return this.error === null && (this.isFinished || (this.isDone && this.hasContent));
  }

  read(frame: Buffer): readonly ChatEvent[] | null {
    const { event, data } = parseSseFrame(frame);
    if (data === null) return null;
    if (data.trim() === '[DONE]') {
      this.isDone = true;
      return [];
    }
    const chunk = readEventData(event, data)?.value;
    if (!chunk) return null;
    this.error = findStreamError(event, chunk);
    return this.error ? [] : this.readChunk(chunk);
  }

  private readChunk(chunk: JsonObject): ChatEvent[] {
    const start = this.start(chunk);
    const choice = firstChoice(chunk);
    const deltas = choice && isJsonObject(choice.delta) ? this.readDelta(choice.delta) : [];
    const end = this.readEnd(chunk, choice);
    if (deltas.length > 0) this.hasContent = true;
    if (end.some(({ type }) => type === 'finish')) this.isFinished = true;
    return [...start, ...deltas, ...end];
  }

  /** A whole answer, as the events that would have made it. */
  readAnswer(answer: JsonObject): ChatEvent[] {
    const events: ChatEvent[] = [...this.start(answer)];
    const choice = firstChoice(answer);
    if (choice && isJsonObject(choice.message)) events.push(...this.readDelta(choice.message));
    return [...events, ...this.readEnd(answer, choice)];
  }

  private start(chunk: JsonObject): ChatEvent[] {
    if (this.isStarted) return [];
    this.isStarted = true;
    return [{ type: 'start', id: String(chunk.id ?? ''), model: String(chunk.model ?? '') }];
  }

  private readEnd(chunk: JsonObject, choice: JsonObject | undefined): ChatEvent[] {
    const usage = decodeUsage(chunk.usage);
    const reason = typeof choice?.finish_reason === 'string' ? choice.finish_reason : null;
    return [
      ...(usage ? [{ type: 'usage' as const, usage }] : []),
      ...(reason
        ? [{ type: 'finish' as const, reason: finishReasons[reason] ?? 'stop', stopSequence: null }]
        : []),
    ];
  }

  private readDelta(delta: JsonObject): ChatEvent[] {
    const events: ChatEvent[] = [];
    // Two names are in use for the same thing; a server that sends both sends it twice.
    const reasoning = textOf(delta.reasoning_content) || textOf(delta.reasoning);
    if (reasoning) events.push({ type: 'reasoning-delta', text: reasoning });
    events.push(...contentEvents(delta.content));
    const refusal = textOf(delta.refusal);
    if (refusal) events.push({ type: 'refusal-delta', text: refusal });
    for (const call of arrayOf(delta.tool_calls)) events.push(...this.readToolCall(call));
    return events;
  }

  private readToolCall(call: JsonObject): ChatEvent[] {
    const details = isJsonObject(call.function) ? call.function : {};
    const { index, isNew } = this.indexOf(call, details);
    const argumentsText = argumentsOf(details.arguments);
    const name = textOf(details.name);
    return [
      ...(isNew
        ? [{ type: 'tool-call-start' as const, index, id: textOf(call.id) || `call_${index}`, name }]
        : []),
      ...(argumentsText ? [{ type: 'tool-call-delta' as const, index, argumentsText }] : []),
    ];
  }

  /** A call is new when its index is, or when it brings another id under an index that was used before. */
  private indexOf(call: JsonObject, details: JsonObject): { index: number; isNew: boolean } {
    const id = textOf(call.id);
    const key = call.index ?? id;
    const known = this.calls.get(key);
    const isOtherCall = id !== '' && id !== known?.id && textOf(details.name) !== '';
    if (known && !isOtherCall) return { index: known.index, isNew: false };
    const index = this.callCount++;
    this.calls.set(key, { index, id });
    return { index, isNew: true };
  }
}

/** The error an endpoint sent in place of a chunk, or null. */
export function findStreamError(event: string | null, chunk: JsonObject): JsonObject | null {
  if (isJsonObject(chunk.error)) return chunk.error;
  if (chunk.error) return { message: String(chunk.error) };
  if (event === 'error') return chunk;
  // Some gateways tell a failure by the reason alone (OpenRouter, "Error handling").
  const hasFailed = arrayOf(chunk.choices).some(({ finish_reason: reason }) => reason === 'error');
  return hasFailed ? { message: 'it finished with an error' } : null;
}

/** Mostly text; some servers send parts, of which thinking is one that holds parts again (Mistral, "Reasoning"). */
function contentEvents(content: unknown): ChatEvent[] {
  if (typeof content === 'string') return content === '' ? [] : [{ type: 'text-delta', text: content }];
  return arrayOf(content).flatMap(({ type, text, thinking }): ChatEvent[] => {
    if (type === 'thinking') return thinkingEvents(thinking);
    return textOf(text) === '' ? [] : [{ type: 'text-delta', text: textOf(text) }];
  });
}

function thinkingEvents(thinking: unknown): ChatEvent[] {
  const text =
    textOf(thinking) ||
    arrayOf(thinking)
      .map((part) => textOf(part.text))
      .join('');
  return text === '' ? [] : [{ type: 'reasoning-delta', text }];
}

/** Some servers send the object itself where its text belongs. */
const argumentsOf = (value: unknown): string => (isJsonObject(value) ? JSON.stringify(value) : textOf(value));

const firstChoice = (chunk: JsonObject): JsonObject | undefined =>
  arrayOf(chunk.choices).find(({ index }) => index === 0 || index === undefined);

const arrayOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

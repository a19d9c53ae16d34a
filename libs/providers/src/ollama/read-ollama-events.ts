import { randomUUID } from 'node:crypto';
import { type ChatEvent, type FinishReason, GatewayError } from '@switchyard/domain';
import { findAnswerError, isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import { decodeOllamaUsage } from './decode-ollama-usage.js';

/**
 * Reads Ollama's streams, of chats (`message`) and of generations (`response`): one object a line, the last with
 * `done:true`. Tool calls come whole.
 */
export class OllamaEventReader implements UpstreamReader {
  isDone = false;
  error: JsonObject | null = null;
  private isStarted = false;
  private callCount = 0;
  private readonly callIds = new Set<string>();

  get isComplete(): boolean {
    return this.isDone && this.error === null;
  }

  /** @throws {GatewayError} `upstream_malformed` for a line that is no JSON object */
  read(line: Buffer): readonly ChatEvent[] {
    const object = tryParseJson(line.toString('utf8'));
    if (isJsonObject(object)) return this.readObject(object);
    throw new GatewayError('upstream_malformed', 'The endpoint sent a line that is not a JSON object.');
  }

  /** One object of a stream, or a whole answer. */
  readObject(object: JsonObject): ChatEvent[] {
    this.error = findAnswerError(object);
    if (this.error) return [];
    const events = [...this.start(object), ...this.readContent(object)];
    if (object.done !== true) return events;
    this.isDone = true;
    return [...events, ...this.readEnd(object)];
  }

  private start({ model }: JsonObject): ChatEvent[] {
    if (this.isStarted) return [];
    this.isStarted = true;
    return [{ type: 'start', id: '', model: textOf(model) }];
  }

  private readContent({ message, response, thinking, tool_calls: toolCalls }: JsonObject): ChatEvent[] {
    const content = isJsonObject(message)
      ? { text: message.content, reasoning: message.thinking, calls: message.tool_calls }
      : { text: response, reasoning: thinking, calls: toolCalls };
    const reasoning = textOf(content.reasoning);
    const text = textOf(content.text);
    return [
      ...(reasoning ? [{ type: 'reasoning-delta' as const, text: reasoning }] : []),
      ...(text ? [{ type: 'text-delta' as const, text }] : []),
      ...arrayOf(content.calls).flatMap((call) => this.readToolCall(call)),
    ];
  }

  private readToolCall({ id, function: details }: JsonObject): ChatEvent[] {
    if (!isJsonObject(details)) return [];
    const index = this.callCount++;
    const argumentsText = toArgumentsText(details.arguments);
    return [
      { type: 'tool-call-start', index, id: this.toCallId(textOf(id)), name: textOf(details.name) },
      { type: 'tool-call-delta', index, argumentsText },
    ];
  }

  /**
   * Older versions give no ids, and results find their calls by them alone. Ids made up here are unlike any other, also
   * those of other turns: nothing is remembered from one request to the next.
   */
  private toCallId(given: string): string {
    const id = given !== '' && !this.callIds.has(given) ? given : `call_${randomUUID().replaceAll('-', '')}`;
    this.callIds.add(id);
    return id;
  }

  private readEnd(object: JsonObject): ChatEvent[] {
    const usage = decodeOllamaUsage(object);
    return [
      ...(usage ? [{ type: 'usage' as const, usage }] : []),
      { type: 'finish', reason: this.toFinishReason(object.done_reason), stopSequence: null },
    ];
  }

  /** Besides `stop` and `length` there are `load` and `unload`, of requests that only do this with a model. */
  private toFinishReason(reason: unknown): FinishReason {
    if (reason === 'length') return 'length';
    return this.callCount > 0 ? 'tool-calls' : 'stop';
  }
}

/** A whole answer, as the events that would have made it. */
export const readOllamaAnswer = (body: JsonObject): ChatEvent[] => new OllamaEventReader().readObject(body);

/** An object in this dialect; some servers that only resemble Ollama send text. */
function toArgumentsText(input: unknown): string {
  if (typeof input === 'string') return input;
  return JSON.stringify(isJsonObject(input) ? input : {});
}

const arrayOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

import type { ChatEvent, FinishReason } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { readSseJson } from '../sse/read-sse-json.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import { type ItemName, OutputItemReader, objectsOf, type PieceKind } from './output-item-reader.js';
import { findEventError, findResponsesError } from './responses-error.js';
import { decodeResponsesUsage } from './responses-usage.js';

type ReadEvent = (event: JsonObject) => ChatEvent[];

/** Events that end an answer, whatever they say of it. The second is what some servers call the first. */
const lastEvents = new Set([
  'response.completed',
  'response.done',
  'response.incomplete',
  'response.failed',
  'response.cancelled',
]);

const finishByIncompleteReason = new Map<unknown, FinishReason>([
  ['max_output_tokens', 'length'],
  ['content_filter', 'content-filter'],
]);

/**
 * Reads the stream of a response (OpenAI API reference, "Streaming events"), or a whole one. It is whole when
 * `response.completed` or `response.incomplete` came; events of other kinds are none of the conversation's business.
 */
export class ResponsesEventReader implements UpstreamReader {
  isDone = false;
  isComplete = false;
  error: JsonObject | null = null;
  private isStarted = false;
  private readonly items = new OutputItemReader();

  private readonly readers = new Map<string, ReadEvent>(
    Object.entries({
      'response.output_item.added': (event) => this.items.begin(nameOf(event), objectOf(event.item)),
      'response.output_item.done': (event) => this.items.end(nameOf(event), objectOf(event.item)),
      'response.content_part.done': (event) => this.readPart(event),
      'response.output_text.delta': this.delta('text', 'content_index'),
      'response.output_text.done': this.whole('text', 'content_index', 'text'),
      'response.refusal.delta': this.delta('refusal', 'content_index'),
      'response.refusal.done': this.whole('refusal', 'content_index', 'refusal'),
      'response.reasoning_summary_text.delta': this.delta('summary', 'summary_index'),
      'response.reasoning_summary_text.done': this.whole('summary', 'summary_index', 'text'),
      'response.reasoning_summary_part.done': (event) =>
        this.whole('summary', 'summary_index', 'text')({ ...event, text: objectOf(event.part).text }),
      'response.reasoning_text.delta': this.delta('thought', 'content_index'),
      'response.reasoning_text.done': this.whole('thought', 'content_index', 'text'),
      'response.function_call_arguments.delta': this.delta('arguments'),
      'response.function_call_arguments.done': this.whole('arguments', null, 'arguments'),
    }),
  );

  read(frame: Buffer): ChatEvent[] | null {
    const read = readSseJson(frame);
    if (read === null || this.isDone) return null;
    const { event, value } = read;
    const type = typeof value.type === 'string' ? value.type : (event ?? '');
    if (type === 'keepalive') return null;
    const error = findEventError(event, value);
    if (error) return this.fail(error);
    if (lastEvents.has(type)) return this.readLast(type, objectOf(value.response));
    return [...this.start(objectOf(value.response)), ...(this.readers.get(type)?.(value) ?? [])];
  }

  /** A whole answer, as the events that would have made it. */
  readAnswer(response: JsonObject): ChatEvent[] {
    return this.readEnd(response, textOf(response.status));
  }

  private readLast(type: string, response: JsonObject): ChatEvent[] {
    const status = type.slice('response.'.length);
    const error = findResponsesError({ status, ...response });
    if (error) return this.fail(error);
    this.isDone = true;
    this.isComplete = true;
    return this.readEnd(response, response.status === 'incomplete' ? 'incomplete' : status);
  }

  private fail(error: JsonObject): ChatEvent[] {
    this.isDone = true;
    this.error = error;
    return [];
  }

  private readEnd(response: JsonObject, status: string): ChatEvent[] {
    const started = this.start(response);
    const said = this.items.endAll(objectsOf(response.output));
    const usage = decodeResponsesUsage(response.usage);
    return [
      ...started,
      ...said,
      ...(usage ? [{ type: 'usage' as const, usage }] : []),
      { type: 'finish', reason: this.finishReason(response, status), stopSequence: null },
    ];
  }

  private finishReason({ incomplete_details: details }: JsonObject, status: string): FinishReason {
    if (status === 'incomplete') return finishByIncompleteReason.get(objectOf(details).reason) ?? 'length';
    return this.items.callCount > 0 ? 'tool-calls' : 'stop';
  }

  private start({ id, model }: JsonObject): ChatEvent[] {
    if (this.isStarted) return [];
    this.isStarted = true;
    return [{ type: 'start', id: textOf(id), model: textOf(model) }];
  }

  private readPart(event: JsonObject): ChatEvent[] {
    const part = objectOf(event.part);
    if (part.type === 'output_text')
      return this.whole('text', 'content_index', 'text')({ ...event, ...part });
    if (part.type === 'refusal')
      return this.whole('refusal', 'content_index', 'refusal')({ ...event, ...part });
    return part.type === 'reasoning_text'
      ? this.whole('thought', 'content_index', 'text')({ ...event, ...part })
      : [];
  }

  private delta(kind: PieceKind, numberField: string | null = null): ReadEvent {
    return (event) => this.items.delta(nameOf(event), pieceOf(event, kind, numberField), textOf(event.delta));
  }

  private whole(kind: PieceKind, numberField: string | null, textField: string): ReadEvent {
    return (event) =>
      this.items.whole(nameOf(event), pieceOf(event, kind, numberField), textOf(event[textField]));
  }
}

/** A whole answer as the events that would have made it. */
export const readResponsesAnswer = (response: JsonObject): ChatEvent[] =>
  new ResponsesEventReader().readAnswer(response);

const nameOf = ({ output_index: outputIndex, item_id: itemId }: JsonObject): ItemName => ({
  outputIndex,
  itemId,
});

const pieceOf = (event: JsonObject, kind: PieceKind, numberField: string | null) => ({
  kind,
  number: Number((numberField && event[numberField]) ?? 0),
});

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

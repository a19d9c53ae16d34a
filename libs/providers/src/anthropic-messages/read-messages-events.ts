import type { ChatEvent } from '@switchyard/domain';
import { findAnswerError, isJsonObject, type JsonObject } from '../json.js';
import { readSseJson } from '../sse/read-sse-json.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import { ContentBlockReader } from './content-block-reader.js';
import { MessagesUsageReader } from './read-messages-usage.js';
import { readStopReason } from './read-stop-reason.js';

/**
 * Reads Anthropic's stream (Anthropic API reference, "Streaming Messages"). Only `message_stop` ends a good answer.
 * Events of later releases are ignored, and an event counts by its data where its name is missing.
 */
export class MessagesEventReader implements UpstreamReader {
  isDone = false;
  error: JsonObject | null = null;
  private isStarted = false;
  private isFinished = false;
  private readonly blocks = new ContentBlockReader();
  private readonly usage = new MessagesUsageReader();

  private readonly readers: ReadonlyMap<unknown, (event: JsonObject) => ChatEvent[]> = new Map([
    ['message_start', ({ message }: JsonObject) => this.readStart(objectOf(message))],
    [
      'content_block_start',
      ({ index, content_block: block }: JsonObject) =>
        this.inAnswer(this.blocks.start(index, objectOf(block))),
    ],
    [
      'content_block_delta',
      ({ index, delta }: JsonObject) => this.inAnswer(this.blocks.delta(index, objectOf(delta))),
    ],
    ['content_block_stop', ({ index }: JsonObject) => this.blocks.stop(index)],
    ['message_delta', ({ delta, usage }: JsonObject) => this.readEnd(objectOf(delta), usage)],
    ['message_stop', () => this.readStop()],
    ['error', (event: JsonObject) => this.readError(event)],
  ]);

  get isComplete(): boolean {
    return this.isDone && this.error === null;
  }

  read(frame: Buffer): ChatEvent[] | null {
    const parsed = readSseJson(frame);
    if (parsed === null) return null;
    const type = parsed.value.type ?? parsed.event ?? (isJsonObject(parsed.value.error) ? 'error' : null);
    if (type === 'ping') return null;
    return this.isDone ? [] : (this.readers.get(type)?.(parsed.value) ?? []);
  }

  /** A whole message, as the events of the stream that would have carried it. */
  readMessage(message: JsonObject): ChatEvent[] {
    const { content, usage: _usage, ...rest } = message;
    const blocks = Array.isArray(content) ? content.filter(isJsonObject) : [];
    return [
      ...this.readStart(rest),
      ...blocks.flatMap((block, index) => [...this.blocks.start(index, block), ...this.blocks.stop(index)]),
      ...this.readEnd(rest, message.usage),
    ];
  }

  private readStart({ id, model, usage }: JsonObject): ChatEvent[] {
    const events: ChatEvent[] = this.isStarted
      ? []
      : [{ type: 'start', id: String(id ?? ''), model: String(model ?? '') }];
    this.isStarted = true;
    return [...events, ...this.readUsage(usage)];
  }

  /** Some servers forget `message_start`. */
  private inAnswer(events: ChatEvent[]): ChatEvent[] {
    return this.isStarted ? events : [...this.readStart({}), ...events];
  }

  private readEnd(delta: JsonObject, usage: unknown): ChatEvent[] {
    return this.inAnswer([
      ...this.blocks.stopAll(),
      ...(this.isFinished ? [] : readRefusal(delta.stop_details)),
      ...this.readUsage(usage),
      ...this.readFinish(delta),
    ]);
  }

  private readFinish({ stop_reason, stop_sequence }: JsonObject): ChatEvent[] {
    const reason = readStopReason(stop_reason);
    if (reason === null || this.isFinished) return [];
    this.isFinished = true;
    return [
      { type: 'finish', reason, stopSequence: typeof stop_sequence === 'string' ? stop_sequence : null },
    ];
  }

  private readUsage(report: unknown): ChatEvent[] {
    const usage = this.usage.read(report);
    return usage ? [{ type: 'usage', usage }] : [];
  }

  private readStop(): ChatEvent[] {
    this.isDone = true;
    return this.blocks.stopAll();
  }

  private readError(event: JsonObject): ChatEvent[] {
    this.error = findAnswerError(event) ?? { message: String(event.message ?? 'no reason given') };
    return [];
  }
}

export const readMessagesAnswer = (body: JsonObject): ChatEvent[] =>
  new MessagesEventReader().readMessage(body);

/** Why the endpoint itself stopped its model; what the model said to it is text. */
function readRefusal(details: unknown): ChatEvent[] {
  const { explanation } = objectOf(details);
  return typeof explanation === 'string' && explanation !== ''
    ? [{ type: 'refusal-delta', text: explanation }]
    : [];
}

const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

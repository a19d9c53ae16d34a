import type { ChatEvent, TokenUsage } from '@switchyard/domain';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import { ChatEventReader } from '../openai-chat/read-chat-events.js';
import { parseSseFrame } from '../sse/sse-frame.js';
import type { ChatEventWriter } from './chat-event-writer.js';
import type { StreamTranslator, TranslatedFrame } from './stream-translator.js';

const NOTHING: TranslatedFrame = { kind: 'empty', bytes: null };
const COMMENT: TranslatedFrame = { kind: 'comment', bytes: null };

/** An OpenAI chat stream on its way to a client of another dialect: frames to events, events to the client's frames. */
export class TranslatedStream implements StreamTranslator {
  usage: TokenUsage | null = null;
  error: JsonObject | null = null;
  isDone = false;
  private isFinished = false;
  private isEnded = false;
  private hasContent = false;
  private readonly reader = new ChatEventReader();

  constructor(private readonly writer: ChatEventWriter) {}

  get isComplete(): boolean {
    return this.error === null && (this.isFinished || (this.isDone && this.hasContent));
  }

  translate(frame: Buffer): TranslatedFrame {
    const { event, data } = parseSseFrame(frame);
    if (data === null) return COMMENT;
    if (data.trim() === '[DONE]') {
      this.isDone = true;
      return { kind: 'done', bytes: this.end() };
    }
    const chunk = tryParseJson(data);
    if (!isJsonObject(chunk)) return NOTHING;
    if (event === 'error' || chunk.error) {
      this.error = isJsonObject(chunk.error) ? chunk.error : { message: String(chunk.error ?? data) };
      return { kind: 'error', bytes: null };
    }
    return this.translateEvents(this.reader.readChunk(chunk));
  }

  end(): Buffer {
    if (this.isEnded) return Buffer.alloc(0);
    this.isEnded = true;
    return Buffer.from(this.writer.end());
  }

  private translateEvents(events: ChatEvent[]): TranslatedFrame {
    let text = '';
    let hasContent = false;
    for (const event of events) {
      if (event.type === 'usage') this.usage = event.usage;
      else if (event.type === 'finish') this.isFinished = true;
      if (event.type !== 'usage' && event.type !== 'start') hasContent = true;
      text += this.writer.write(event);
    }
    if (hasContent) this.hasContent = true;
    return { kind: hasContent ? 'content' : 'empty', bytes: text === '' ? null : Buffer.from(text) };
  }
}

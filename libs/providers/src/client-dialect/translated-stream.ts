import { type ChatEvent, GatewayError, type TokenUsage } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import type { ChatEventWriter } from './chat-event-writer.js';
import { OutputMeter } from './output-meter.js';
import type { StopCutter } from './stop-cutter.js';
import type { StreamTranslator, TranslatedFrame } from './stream-translator.js';

/** Writers of some dialects tell the whole answer at its end, and so have to hold it. No answer is this long. */
const MAX_CHARACTERS = 64 * 1024 * 1024;

/** More than any agent could run; each is held until its arguments are whole. */
const MAX_TOOL_CALLS = 1_000;

const tooMuch = (what: string) => new GatewayError('upstream_malformed', `The endpoint's answer ${what}.`);

/** A stream on its way to a client of another dialect: frames to events, events to the client's frames. */
export class TranslatedStream implements StreamTranslator {
  private readonly meter = new OutputMeter();
  private isEnded = false;

  constructor(
    private readonly reader: UpstreamReader,
    private readonly writer: ChatEventWriter,
    private readonly cutter: StopCutter | null = null,
  ) {}

  get usage(): TokenUsage | null {
    return this.meter.usage;
  }

  get unreportedCharacters(): number {
    return this.meter.unreportedCharacters;
  }

  get error(): JsonObject | null {
    return this.reader.error;
  }

  get isDone(): boolean {
    return this.reader.isDone || this.isCut;
  }

  get isComplete(): boolean {
    return this.reader.isComplete || this.isCut;
  }

  translate(frame: Buffer): TranslatedFrame {
    const read = this.reader.read(frame);
    if (this.reader.error) return { kind: 'error', bytes: null };
    if (read === null) return { kind: 'comment', bytes: null };
    const events = this.cutter ? read.flatMap((event) => this.cutter?.push(event) ?? []) : read;
    const isContent = this.meter.observe(events);
    if (this.meter.characters > MAX_CHARACTERS) throw tooMuch(`is longer than ${MAX_CHARACTERS} characters`);
    if (this.meter.toolCalls > MAX_TOOL_CALLS) throw tooMuch(`calls more than ${MAX_TOOL_CALLS} tools`);
    const text = events.map((event: ChatEvent) => this.writer.write(event)).join('');
    if (this.isDone) return { kind: 'done', bytes: Buffer.from(text + this.writeEnd()) };
    return { kind: isContent ? 'content' : 'empty', bytes: text === '' ? null : Buffer.from(text) };
  }

  end(): Buffer {
    return Buffer.from(this.writeEnd());
  }

  private get isCut(): boolean {
    return this.cutter?.isCut ?? false;
  }

  private writeEnd(): string {
    if (this.isEnded || !this.isComplete) return '';
    this.isEnded = true;
    return this.writer.end();
  }
}

import type { TokenUsage } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { UpstreamReader } from '../upstream-dialect/upstream-reader.js';
import { OutputMeter } from './output-meter.js';
import type { StreamTranslator, TranslatedFrame } from './stream-translator.js';

const NOTHING: Buffer = Buffer.alloc(0);

/** A stream on its way to a client of the same dialect: its bytes pass untouched, and are read only to be watched. */
export class WatchedStream implements StreamTranslator {
  private readonly meter = new OutputMeter();

  constructor(private readonly reader: UpstreamReader) {}

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
    return this.reader.isDone;
  }

  get isComplete(): boolean {
    return this.reader.isComplete;
  }

  translate(frame: Buffer): TranslatedFrame {
    const events = this.reader.read(frame);
    if (this.reader.error) return { kind: 'error', bytes: null };
    if (events === null) return { kind: 'comment', bytes: frame };
    const isContent = this.meter.observe(events);
    if (this.reader.isDone) return { kind: 'done', bytes: frame };
    return { kind: isContent ? 'content' : 'empty', bytes: frame };
  }

  /** The end marker came with the endpoint's own bytes. */
  end(): Buffer {
    return NOTHING;
  }
}

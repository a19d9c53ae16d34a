import { GatewayError } from '@switchyard/domain';
import { OutputMeter } from '../client-dialect/output-meter.js';
import type { StreamTranslator } from '../client-dialect/stream-translator.js';
import type { JsonObject } from '../json.js';
import type { Surface } from '../surface.js';
import type { FrameSplitter } from '../upstream-dialect/frame-splitter.js';
import type { NativeSurface } from '../upstream-dialect/upstream-dialect.js';
import type { AttemptCodec, WholeAnswer } from './attempt-codec.js';
import type { Attempted } from './codec-for.js';

/** Client and endpoint speak alike: only the model's name and the virtual model's rules change. */
export class NativeCodec implements AttemptCodec {
  readonly isNative = true;
  readonly surface: Surface;
  readonly body: Buffer;
  readonly notes: readonly string[];

  constructor(
    private readonly native: NativeSurface,
    private readonly attempted: Attempted,
  ) {
    const { call, model, asStream } = attempted;
    this.surface = native.surface;
    this.body = call.bytes.edited(native.patch(call, model, asStream));
    this.notes = native.notesOn?.(call, model) ?? [];
  }

  get streamType(): string {
    return this.attempted.upstream.streamType;
  }

  newSplitter(): FrameSplitter {
    return this.attempted.upstream.newSplitter();
  }

  newTranslator(): StreamTranslator {
    return this.streaming.observe(this.attempted.call);
  }

  findError(body: JsonObject): JsonObject | null {
    return this.native.findError(body);
  }

  holdsAnswer(body: JsonObject): boolean {
    return this.native.holdsAnswer(body);
  }

  readAnswer(body: JsonObject, bytes: Buffer): WholeAnswer {
    const meter = new OutputMeter();
    meter.observe(this.native.readAnswer(body));
    return {
      usage: meter.usage,
      unreportedCharacters: meter.unreportedCharacters,
      encode: () => bytes,
      encodeAsStream: () => this.streaming.synthesize(body, this.attempted.call),
    };
  }

  private get streaming(): NonNullable<NativeSurface['streaming']> {
    if (this.native.streaming) return this.native.streaming;
    throw new GatewayError('internal_error', `The surface ${this.surface} has no streams.`);
  }
}

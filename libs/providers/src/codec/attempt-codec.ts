import type { TokenUsage } from '@switchyard/domain';
import type { StreamTranslator } from '../client-dialect/stream-translator.js';
import type { JsonObject } from '../json.js';
import type { Surface } from '../surface.js';
import type { FrameSplitter } from '../upstream-dialect/frame-splitter.js';

/** A whole answer of an endpoint, and how it looks to the client. */
export type WholeAnswer = {
  readonly usage: TokenUsage | null;
  /** Characters of output that `usage` does not count, for an estimate. */
  readonly unreportedCharacters: number;
  encode(): Buffer;
  /** As a stream, for a client that asked for one where the endpoint gave none. */
  encodeAsStream(): Buffer;
};

/** How one call is spoken to one endpoint, and the answer told to the client: one for each attempt. */
export interface AttemptCodec {
  /** Where at the endpoint the request goes. */
  readonly surface: Surface;
  /** Whether client and endpoint share it, so that bytes pass through. */
  readonly isNative: boolean;
  readonly body: Buffer;
  /** What of the request the endpoint's dialect cannot carry, in words for the client. */
  readonly notes: readonly string[];
  /** What the content type of a stream contains. */
  readonly streamType: string;
  newSplitter(): FrameSplitter;
  newTranslator(): StreamTranslator;
  findError(body: JsonObject): JsonObject | null;
  holdsAnswer(body: JsonObject): boolean;
  readAnswer(body: JsonObject, bytes: Buffer): WholeAnswer;
}

import type {
  ChatEvent,
  ChatRequest,
  EmbeddingRequest,
  EmbeddingResult,
  VirtualModelConfig,
} from '@switchyard/domain';
import type { BodyChanges } from '../body-bytes/body-changes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { StreamTranslator } from '../client-dialect/stream-translator.js';
import type { JsonObject } from '../json.js';
import type { Surface } from '../surface.js';
import type { FrameSplitter } from './frame-splitter.js';
import type { UpstreamReader } from './upstream-reader.js';

/** The side of a request that faces an endpoint: what it understands, and how its answers are read. Stateless. */
export interface UpstreamDialect {
  /** The `Accept` header for a stream, and what its content type then contains. */
  readonly streamType: string;
  newSplitter(): FrameSplitter;
  /** What it understands as the client sent it, by the client's surface. */
  readonly natives: Readonly<Partial<Record<Surface, NativeSurface>>>;
  /** What chats of all other surfaces are translated to. */
  readonly chat: ChatSurface;
  /** What embeddings of all other surfaces are translated to; null where there are none. */
  readonly embeddings: EmbeddingSurface | null;
}

/** How whole answers of one surface look. */
type WholeAnswers<Answer> = {
  readonly surface: Surface;
  /** The endpoint's error in an answer that had the status of a success; null when there is none. */
  findError(body: JsonObject): JsonObject | null;
  /** Whether this is what was asked for, and not something else entirely. */
  holdsAnswer(body: JsonObject): boolean;
  readAnswer(body: JsonObject): Answer;
};

/** A request's body for an endpoint, and what of the request it cannot carry, in words for the client. */
export type EncodedRequest = {
  readonly body: JsonObject;
  readonly notes: readonly string[];
  /** Stop sequences that the endpoint does not know: the gateway ends the answer at them. */
  readonly cutAt?: readonly string[];
};

export interface ChatSurface extends WholeAnswers<readonly ChatEvent[]> {
  /** @throws {GatewayError} `invalid_request` for what must not be left out silently and cannot be carried */
  encode(request: ChatRequest, asStream: boolean): EncodedRequest;
  newReader(): UpstreamReader;
}

export interface EmbeddingSurface extends WholeAnswers<EmbeddingResult> {
  /** @throws {GatewayError} `invalid_request` as for a chat */
  encode(request: EmbeddingRequest): EncodedRequest;
}

/** A surface that client and endpoint share: bodies and bytes pass through, watched and only patched. */
export interface NativeSurface extends WholeAnswers<readonly ChatEvent[]> {
  /** What the real model's name and the virtual model's rules change in the client's own body. All else keeps its bytes. */
  patch(call: ClientCall, model: VirtualModelConfig, asStream: boolean): BodyChanges;
  /** What of a call is left out all the same, since the endpoint would refuse it; in words for the client. */
  notesOn?(call: ClientCall, model: VirtualModelConfig): readonly string[];
  /** Null for a surface that never streams. */
  readonly streaming: {
    observe(call: ClientCall): StreamTranslator;
    /** A whole answer as a stream, for a client that asked for one where the endpoint gave none. */
    synthesize(body: JsonObject, call: ClientCall): Buffer;
  } | null;
}

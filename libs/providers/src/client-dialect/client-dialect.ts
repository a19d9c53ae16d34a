import type {
  ChatRequest,
  ChatResult,
  EmbeddingRequest,
  EmbeddingResult,
  GatewayError,
} from '@switchyard/domain';
import type { BodyBytes } from '../body-bytes/body-bytes.js';
import type { JsonObject } from '../json.js';
import type { Surface } from '../surface.js';
import type { ChatEventWriter } from './chat-event-writer.js';

/** A request as its client sent it, and what every surface has in common. */
export type ClientCall = {
  readonly surface: Surface;
  /** The body as it came. */
  readonly bytes: BodyBytes;
  /** Every field of it, known or not. Parsed when first asked for: what can do with some fields of `bytes` should. */
  readonly body: JsonObject;
  readonly model: string;
  readonly wantsStream: boolean;
  /** Whether the client asked for usage within its stream, on surfaces where that has to be asked for. */
  readonly wantsUsage: boolean;
  /** The headers it came with, in lower case. */
  readonly headers?: ClientHeaders;
};

export type ClientHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The side of a request that faces the client: how its bodies are read, and how answers and errors look to it. Stateless. */
interface FrontDoor {
  readonly streamContentType: string;
  /**
   * Reads what every endpoint needs to be known; the rest is read only where the call has to be translated.
   * @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field
   */
  decode(body: Buffer | undefined): ClientCall;
  /** What tells the client of a stream, between two events, that it is still being served. */
  keepAlive(call: ClientCall): Buffer;
  encodeError(error: GatewayError, requestId: string): object;
  /** The error as the last event of a stream that has begun. */
  encodeStreamError(error: GatewayError, requestId: string): Buffer;
}

export interface ChatDialect extends FrontDoor {
  readonly kind: 'chat';
  /** The answer to a call that only means something to an endpoint of its own dialect; null for all other calls. */
  answerWithoutEndpoint?(call: ClientCall): JsonObject | null;
  /** @throws {GatewayError} `invalid_request` for what no other dialect could carry */
  toChatRequest(call: ClientCall): ChatRequest;
  /** @param startedAtMs here and below: when the request came, by `performance.now` */
  newWriter(call: ClientCall, startedAtMs: number): ChatEventWriter;
  encodeResult(result: ChatResult, call: ClientCall, startedAtMs: number): JsonObject;
}

export interface EmbeddingDialect extends FrontDoor {
  readonly kind: 'embedding';
  /** @throws {GatewayError} `invalid_request` as for a chat */
  toEmbeddingRequest(call: ClientCall): EmbeddingRequest;
  encodeResult(result: EmbeddingResult, call: ClientCall, startedAtMs: number): JsonObject;
}

export type ClientDialect = ChatDialect | EmbeddingDialect;

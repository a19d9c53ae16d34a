import { GatewayError, type VirtualModelConfig } from '@switchyard/domain';
import type {
  ChatDialect,
  ClientCall,
  ClientDialect,
  EmbeddingDialect,
} from '../client-dialect/client-dialect.js';
import type { UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';
import type { AttemptCodec, WholeAnswer } from './attempt-codec.js';
import { explainRefusal } from './explain-refusal.js';
import { NativeCodec } from './native-codec.js';
import { translatedChatCodec } from './translated-chat-codec.js';
import { translatedEmbeddingCodec } from './translated-embedding-codec.js';

/** What an attempt is made of: the client's call, and the endpoint's side it goes to. */
export type Attempted = {
  readonly call: ClientCall;
  readonly model: VirtualModelConfig;
  readonly upstream: UpstreamDialect;
  /** Whether the endpoint is asked for a stream. */
  readonly asStream: boolean;
  /** When the request came, by `performance.now`. */
  readonly startedAtMs: number;
};

/**
 * Bytes pass through where the endpoint speaks the client's own surface; everything else goes through the canonical
 * form: as many readers and writers as there are dialects, not as many as there are pairs.
 *
 * @throws {GatewayError} `invalid_request` for what the endpoint's dialect cannot carry and must not lose
 */
export function codecFor(dialect: ClientDialect, attempted: Attempted): AttemptCodec {
  const native = attempted.upstream.natives[attempted.call.surface];
  if (native) return new NativeCodec(native, attempted);
  try {
    return dialect.kind === 'chat' ? chatCodec(dialect, attempted) : embeddingCodec(dialect, attempted);
  } catch (error) {
    throw explainRefusal(error, attempted.model);
  }
}

/** The answer to a call that needs no endpoint, or null. As a stream it is its only line. */
export function answerWithoutEndpoint(
  dialect: ClientDialect,
  { call, upstream }: Pick<Attempted, 'call' | 'upstream'>,
): WholeAnswer | null {
  if (dialect.kind !== 'chat' || upstream.natives[call.surface]) return null;
  const answer = dialect.answerWithoutEndpoint?.(call);
  if (!answer) return null;
  const bytes = Buffer.from(`${JSON.stringify(answer)}\n`);
  return { usage: null, unreportedCharacters: 0, encode: () => bytes, encodeAsStream: () => bytes };
}

const chatCodec = (dialect: ChatDialect, attempted: Attempted): AttemptCodec =>
  translatedChatCodec(dialect, attempted.upstream.chat, attempted);

function embeddingCodec(dialect: EmbeddingDialect, attempted: Attempted): AttemptCodec {
  const surface = attempted.upstream.embeddings;
  if (surface) return translatedEmbeddingCodec(dialect, surface, attempted);
  const message = `The endpoint of model "${attempted.model.name}" has no embeddings.`;
  throw new GatewayError('unsupported_operation', message, { param: 'model' });
}

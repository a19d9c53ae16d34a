import { GatewayError } from '@switchyard/domain';
import type { EmbeddingDialect } from '../client-dialect/client-dialect.js';
import type { EmbeddingSurface } from '../upstream-dialect/upstream-dialect.js';
import type { AttemptCodec } from './attempt-codec.js';
import type { Attempted } from './codec-for.js';
import { stringifyBody } from './stringify-body.js';

/** Embeddings between two dialects. They never stream. */
export function translatedEmbeddingCodec(
  dialect: EmbeddingDialect,
  embeddings: EmbeddingSurface,
  { call, model, upstream, startedAtMs }: Attempted,
): AttemptCodec {
  const request = { ...dialect.toEmbeddingRequest(call), model: model.actualModel };
  const { body, notes } = embeddings.encode(request);
  const { surface, findError, holdsAnswer } = embeddings;
  return {
    surface,
    isNative: false,
    body: Buffer.from(stringifyBody(body)),
    notes,
    streamType: upstream.streamType,
    newSplitter: () => upstream.newSplitter(),
    newTranslator: noStreams,
    findError,
    holdsAnswer,
    readAnswer: (answer) => {
      const result = embeddings.readAnswer(answer);
      if (result.vectors.length !== request.inputs.length) throw wrongCount(result.vectors.length);
      return {
        usage: result.usage,
        unreportedCharacters: 0,
        encode: () => Buffer.from(JSON.stringify(dialect.encodeResult(result, call, startedAtMs))),
        encodeAsStream: noStreams,
      };
    },
  };
}

function noStreams(): never {
  throw new GatewayError('internal_error', 'Embeddings do not stream.');
}

const wrongCount = (count: number) =>
  new GatewayError(
    'upstream_malformed',
    `The endpoint answered with ${count} vectors, not one for each input.`,
  );

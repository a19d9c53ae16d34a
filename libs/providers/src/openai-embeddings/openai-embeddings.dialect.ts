import { type EmbeddingRequest, type EmbeddingResult, totalInputTokens } from '@switchyard/domain';
import { z } from 'zod';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall, EmbeddingDialect } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { extraFields } from '../extra-fields.js';
import type { JsonObject } from '../json.js';
import { encodeOpenAiError } from '../openai-chat/encode-openai-error.js';
import { OPENAI_VOCABULARY } from '../openai-chat/vocabulary.js';
import { toInvalidRequest } from '../request-body.js';
import { EVENT_STREAM, encodeSseData, SSE_COMMENT } from '../sse/sse-frame.js';
import { encodeVector } from './vector.js';

const tokens = z.array(z.number().int());

const embeddingRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  input: z.union([z.string().min(1), z.array(z.string()).min(1), tokens.min(1), z.array(tokens).min(1)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.number().int().positive().nullish(),
});

const embeddingToTranslateSchema = embeddingRequestSchema.extend({
  input: z.union(
    [z.string(), z.array(z.string())],
    'must be text: the endpoint of this model does not take tokens',
  ),
});

/** OpenAI's embeddings. They never stream. */
export const openAiEmbeddingsDialect: EmbeddingDialect = {
  kind: 'embedding',
  streamContentType: EVENT_STREAM,
  decode: decodeEmbeddingRequest,
  toEmbeddingRequest,
  encodeResult: encodeEmbeddings,
  keepAlive: () => SSE_COMMENT,
  encodeError: encodeOpenAiError,
  encodeStreamError: (error) => encodeSseData(encodeOpenAiError(error)),
};

function decodeEmbeddingRequest(body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = embeddingRequestSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model } = checked.data;
  return new DecodedCall(bytes, {
    surface: 'openai-embeddings',
    model,
    wantsStream: false,
    wantsUsage: false,
  });
}

function toEmbeddingRequest({ body }: ClientCall): EmbeddingRequest {
  const checked = embeddingToTranslateSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, input, dimensions } = checked.data;
  return {
    model,
    inputs: typeof input === 'string' ? [input] : input,
    dimensions: dimensions ?? null,
    vocabulary: OPENAI_VOCABULARY,
    extras: extraFields(embeddingToTranslateSchema, body),
  };
}

/** The official SDKs ask for `base64` unless told otherwise, and decode whatever comes as such. */
function encodeEmbeddings({ model, vectors, usage }: EmbeddingResult, call: ClientCall): JsonObject {
  const isBase64 = call.body.encoding_format === 'base64';
  const inputTokens = usage ? totalInputTokens(usage) : 0;
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: isBase64 ? encodeVector(vector) : vector,
    })),
    model: model || call.model,
    usage: { prompt_tokens: inputTokens, total_tokens: inputTokens },
  };
}

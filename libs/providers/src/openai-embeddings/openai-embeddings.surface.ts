import type { ChatEvent, EmbeddingRequest, EmbeddingResult } from '@switchyard/domain';
import { splitExtras } from '../extra-fields.js';
import { findAnswerError, isJsonObject, type JsonObject } from '../json.js';
import { decodeUsage } from '../openai-chat/decode-usage.js';
import { patchEmbeddingsBody } from '../openai-chat/patch-openai-body.js';
import { OPENAI_VOCABULARY } from '../openai-chat/vocabulary.js';
import { droppedFieldsNote } from '../upstream-dialect/dropped-notes.js';
import type {
  EmbeddingSurface,
  EncodedRequest,
  NativeSurface,
} from '../upstream-dialect/upstream-dialect.js';
import { decodeVector } from './vector.js';

const answers = {
  surface: 'openai-embeddings' as const,
  findError: findAnswerError,
  holdsAnswer: ({ data }: JsonObject): boolean => Array.isArray(data),
};

export const openAiEmbeddingsNative: NativeSurface = {
  ...answers,
  readAnswer: ({ usage }): ChatEvent[] => {
    const report = decodeUsage(usage);
    return report ? [{ type: 'usage', usage: report }] : [];
  },
  patch: patchEmbeddingsBody,
  streaming: null,
};

/** OpenAI's embeddings, for clients of other dialects. */
export const openAiEmbeddingSurface: EmbeddingSurface = {
  ...answers,
  encode: encodeEmbeddingRequest,
  readAnswer: readEmbeddings,
};

function encodeEmbeddingRequest(request: EmbeddingRequest): EncodedRequest {
  const { model, inputs, dimensions } = request;
  const { taken, dropped } = splitExtras(request, { vocabulary: OPENAI_VOCABULARY, names: ['user'] });
  return {
    body: {
      model,
      input: inputs.length === 1 ? inputs[0] : inputs,
      encoding_format: 'float',
      ...(dimensions !== null && { dimensions }),
      ...taken,
    },
    notes: droppedFieldsNote(dropped),
  };
}

function readEmbeddings({ data, model, usage }: JsonObject): EmbeddingResult {
  const items = (data as unknown[]).filter(isJsonObject);
  const inOrder = items.toSorted((a, b) => Number(a.index ?? 0) - Number(b.index ?? 0));
  return {
    model: String(model ?? ''),
    vectors: inOrder.map(({ embedding }) => decodeVector(embedding)),
    usage: decodeUsage(usage),
  };
}

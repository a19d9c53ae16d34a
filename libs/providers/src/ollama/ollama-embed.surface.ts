import type { ChatEvent, EmbeddingRequest, EmbeddingResult } from '@switchyard/domain';
import { changesOf } from '../body-bytes/body-changes.js';
import { splitExtras } from '../extra-fields.js';
import { findAnswerError, type JsonObject } from '../json.js';
import { droppedFieldsNote } from '../upstream-dialect/dropped-notes.js';
import type {
  EmbeddingSurface,
  EncodedRequest,
  NativeSurface,
} from '../upstream-dialect/upstream-dialect.js';
import { decodeOllamaUsage } from './decode-ollama-usage.js';
import { carriedExtrasOf, encodeExtras } from './ollama-extras.js';
import { patchOllamaEmbed, patchOllamaEmbeddings } from './patch-ollama-body.js';

const embedAnswers = {
  surface: 'ollama-embed' as const,
  findError: findAnswerError,
  holdsAnswer: ({ embeddings }: JsonObject): boolean =>
    Array.isArray(embeddings) && embeddings.every(Array.isArray),
};

/** `POST /api/embed`, for clients of other dialects. */
export const ollamaEmbeddingSurface: EmbeddingSurface = {
  ...embedAnswers,
  encode: encodeEmbedRequest,
  readAnswer: readEmbedAnswer,
};

export const ollamaEmbedNative: NativeSurface = {
  ...embedAnswers,
  readAnswer: readUsage,
  patch: changesOf(patchOllamaEmbed),
  streaming: null,
};

/** `POST /api/embeddings`, the older form: one text, one vector, and no counts. */
export const ollamaEmbeddingsNative: NativeSurface = {
  surface: 'ollama-embeddings',
  findError: findAnswerError,
  holdsAnswer: ({ embedding }) => Array.isArray(embedding),
  readAnswer: readUsage,
  patch: changesOf(patchOllamaEmbeddings),
  streaming: null,
};

function encodeEmbedRequest(request: EmbeddingRequest): EncodedRequest {
  const { model, inputs, dimensions } = request;
  const { fields, options } = encodeExtras(request);
  return {
    body: {
      model,
      input: inputs,
      ...(dimensions !== null && { dimensions }),
      ...fields,
      ...(Object.keys(options).length > 0 && { options }),
    },
    notes: droppedFieldsNote(splitExtras(request, carriedExtrasOf(request)).dropped),
  };
}

function readEmbedAnswer(body: JsonObject): EmbeddingResult {
  const vectors = (body.embeddings as unknown[][]).map((vector) => vector.map(Number));
  return { model: String(body.model ?? ''), vectors, usage: decodeOllamaUsage(body) };
}

function readUsage(body: JsonObject): ChatEvent[] {
  const usage = decodeOllamaUsage(body);
  return usage ? [{ type: 'usage', usage }] : [];
}

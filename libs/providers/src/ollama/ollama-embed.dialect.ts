import {
  type EmbeddingRequest,
  type EmbeddingResult,
  GatewayError,
  totalInputTokens,
} from '@switchyard/domain';
import { z } from 'zod';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall, EmbeddingDialect } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { extraFields } from '../extra-fields.js';
import type { JsonObject } from '../json.js';
import { toInvalidRequest } from '../request-body.js';
import type { Surface } from '../surface.js';
import { ollamaChatDialect } from './ollama.dialect.js';
import { nanoseconds } from './ollama-lines.js';
import { withoutLatest } from './without-latest.js';

const embedFields = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  input: z.union([z.string(), z.array(z.string()).min(1)]).nullish(),
  prompt: z.string().nullish(),
  dimensions: z.number().int().positive().nullish(),
});

/** The older `/api/embeddings` says `prompt`; either route takes either word. */
const embedSchema = embedFields.refine(({ input, prompt }) => input != null || prompt != null, {
  path: ['input'],
  message: 'is required',
});

/** `POST /api/embed`, in front of endpoints of every kind. */
export const ollamaEmbedDialect: EmbeddingDialect = {
  kind: 'embedding',
  streamContentType: ollamaChatDialect.streamContentType,
  decode: (body) => decodeEmbedCall('ollama-embed', body),
  toEmbeddingRequest,
  encodeResult: ({ vectors, usage }, { model }, startedAtMs) => ({
    model,
    embeddings: vectors,
    total_duration: nanoseconds(performance.now() - startedAtMs),
    load_duration: 0,
    prompt_eval_count: usage ? totalInputTokens(usage) : 0,
  }),
  keepAlive: ollamaChatDialect.keepAlive,
  encodeError: ollamaChatDialect.encodeError,
  encodeStreamError: ollamaChatDialect.encodeStreamError,
};

/** `POST /api/embeddings`, the older form: one text, one vector. */
export const ollamaEmbeddingsDialect: EmbeddingDialect = {
  ...ollamaEmbedDialect,
  decode: (body) => {
    const call = decodeEmbedCall('ollama-embeddings', body);
    refuseSeveralTexts(call);
    return call;
  },
  encodeResult: ({ vectors }: EmbeddingResult): JsonObject => ({ embedding: vectors[0] ?? [] }),
};

function decodeEmbedCall(surface: Surface, body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = embedSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const model = withoutLatest(checked.data.model);
  return new DecodedCall(bytes, { surface, model, wantsStream: false, wantsUsage: false });
}

function refuseSeveralTexts({ body: { input, prompt } }: ClientCall): void {
  if (prompt != null || !Array.isArray(input) || input.length === 1) return;
  const message = 'Invalid value for input: this route embeds one text; /api/embed takes several.';
  throw new GatewayError('invalid_request', message, { param: 'input' });
}

function toEmbeddingRequest({ body, model }: ClientCall): EmbeddingRequest {
  const checked = embedSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { input, prompt, dimensions } = checked.data;
  const texts = input ?? prompt ?? [];
  return {
    model,
    inputs: typeof texts === 'string' ? [texts] : texts,
    dimensions: dimensions ?? null,
    vocabulary: 'ollama',
    extras: extraFields(embedFields, body),
  };
}

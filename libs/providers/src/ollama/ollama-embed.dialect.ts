import { totalInputTokens } from '@switchyard/domain';
import { z } from 'zod';
import type { ClientDialect, DecodedCall } from '../client-dialect/client-dialect.js';
import { isJsonObject, type JsonObject } from '../json.js';
import type { EndpointAnswer } from '../openai-chat/decode-endpoint-answer.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import { ollamaChatDialect } from './ollama.dialect.js';
import { nanoseconds } from './ollama-lines.js';
import { withoutLatest } from './without-latest.js';

/** The older `/api/embeddings` says `prompt`; either route takes either word. */
const embedSchema = z
  .looseObject({
    model: z.string().min(1, 'must not be empty'),
    input: z.union([z.string(), z.array(z.string()).min(1)]).nullish(),
    prompt: z.string().nullish(),
    dimensions: z.number().int().positive().nullish(),
  })
  .refine(({ input, prompt }) => input != null || prompt != null, {
    path: ['input'],
    message: 'is required',
  });

/** `POST /api/embed`, in front of endpoints that speak OpenAI's dialect. */
export const ollamaEmbedDialect: ClientDialect = {
  ...ollamaChatDialect,
  decode: decodeEmbedRequest,
  encodeAnswer: (answer, { model }, startedAtMs) =>
    encode({
      model,
      embeddings: vectorsOf(answer),
      total_duration: nanoseconds(performance.now() - startedAtMs),
      load_duration: 0,
      prompt_eval_count: answer.usage ? totalInputTokens(answer.usage) : 0,
    }),
};

/** `POST /api/embeddings`, the older form: one text, one vector. */
export const ollamaEmbeddingsDialect: ClientDialect = {
  ...ollamaEmbedDialect,
  encodeAnswer: (answer) => encode({ embedding: vectorsOf(answer)[0] ?? [] }),
};

function decodeEmbedRequest(bytes: Buffer | undefined): DecodedCall {
  const checked = embedSchema.safeParse(parseJsonBody(bytes));
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { input, prompt, dimensions } = checked.data;
  const model = withoutLatest(checked.data.model);
  const body = {
    model,
    input: input ?? prompt,
    encoding_format: 'float',
    ...(dimensions != null && { dimensions }),
  };
  return { call: { operation: 'embeddings', body, model, wantsStream: false, wantsUsage: false }, notes: [] };
}

const vectorsOf = ({ body }: EndpointAnswer): unknown[] =>
  Array.isArray(body.data) ? body.data.filter(isJsonObject).map(({ embedding }) => embedding) : [];

const encode = (value: JsonObject): Buffer => Buffer.from(JSON.stringify(value));

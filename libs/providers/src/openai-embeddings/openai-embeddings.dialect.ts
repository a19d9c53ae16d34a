import { z } from 'zod';
import type { ClientDialect, DecodedCall } from '../client-dialect/client-dialect.js';
import { openAiChatDialect } from '../openai-chat/openai-chat.dialect.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';

const tokens = z.array(z.number().int());

const embeddingRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  input: z.union([z.string().min(1), z.array(z.string()).min(1), tokens.min(1), z.array(tokens).min(1)]),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  dimensions: z.number().int().positive().nullish(),
});

/** OpenAI's embeddings. They never stream. */
export const openAiEmbeddingsDialect: ClientDialect = {
  ...openAiChatDialect,
  decode: decodeEmbeddingRequest,
};

function decodeEmbeddingRequest(bytes: Buffer | undefined): DecodedCall {
  const body = parseJsonBody(bytes);
  const checked = embeddingRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model } = checked.data;
  return { call: { operation: 'embeddings', body, model, wantsStream: false, wantsUsage: false }, notes: [] };
}

import { z } from 'zod';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';

/**
 * Only what the gateway itself relies on, and the types of what is most often mistyped; whether a value makes sense
 * is for the endpoint to say. `input` may be missing where a stored prompt or conversation holds it.
 */
const responsesRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  input: z.union([z.string(), z.array(z.looseObject({}))]).nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_output_tokens: z.number().int().nullish(),
  tools: z.array(z.unknown()).nullish(),
});

/** @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export function decodeResponsesRequest(bytes: Buffer | undefined): ClientCall {
  const body = parseJsonBody(bytes);
  const checked = responsesRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream } = checked.data;
  return { surface: 'openai-responses', body, model, wantsStream: stream === true, wantsUsage: true };
}

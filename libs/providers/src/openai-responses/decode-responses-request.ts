import { z } from 'zod';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { toInvalidRequest } from '../request-body.js';

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
export function decodeResponsesRequest(body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = responsesRequestSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream } = checked.data;
  return new DecodedCall(bytes, {
    surface: 'openai-responses',
    model,
    wantsStream: stream === true,
    wantsUsage: true,
  });
}

import { z } from 'zod';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import type { EndpointCall } from './endpoint-call.js';

/**
 * Only what the gateway itself relies on, and the types of what is most often mistyped; whether a value makes sense
 * is for the endpoint to say.
 */
const chatRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  messages: z.array(z.looseObject({ role: z.string() })).min(1, 'must hold at least one message'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  n: z.number().int().nullish(),
  max_tokens: z.number().int().nullish(),
  max_completion_tokens: z.number().int().nullish(),
  tools: z.array(z.unknown()).nullish(),
});

/** @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export function decodeChatRequest(bytes: Buffer | undefined): EndpointCall {
  const body = parseJsonBody(bytes);
  const checked = chatRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream, stream_options: streamOptions } = checked.data;
  const wantsUsage = streamOptions?.include_usage === true;
  return { operation: 'chat', body, model, wantsStream: stream === true, wantsUsage };
}

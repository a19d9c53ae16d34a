import { GatewayError } from '@switchyard/domain';
import { z } from 'zod';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import { fieldsOf } from '../body-bytes/sketch-json.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { toInvalidRequest } from '../request-body.js';

const message = z.looseObject({
  role: z.string(),
  tool_calls: z.array(z.looseObject({ id: z.string().nullish() })).nullish(),
  tool_call_id: z.string().nullish(),
});

/**
 * Only what the gateway itself relies on, and the types of what is most often mistyped; whether a value makes sense
 * is for the endpoint to say.
 */
const chatRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  messages: z.array(message).min(1, 'must hold at least one message'),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  n: z.number().int().nullish(),
  max_tokens: z.number().int().nullish(),
  max_completion_tokens: z.number().int().nullish(),
  tools: z.array(z.unknown()).nullish(),
});

/** As much of a body as the schema looks at: what a long conversation says is not among it. */
const { fields: chatRequestSketch } = fieldsOf({
  ...Object.fromEntries(Object.keys(chatRequestSchema.shape).map((name) => [name, 'whole' as const])),
  messages: {
    each: fieldsOf({
      role: 'whole',
      tool_calls: { each: fieldsOf({ id: 'whole' }) },
      tool_call_id: 'whole',
    }),
  },
  tools: { each: fieldsOf({}) },
});

/** @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export function decodeChatRequest(body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = chatRequestSchema.safeParse(bytes.sketch(chatRequestSketch));
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, messages, stream, stream_options: streamOptions } = checked.data;
  checkToolResults(messages);
  const wantsUsage = streamOptions?.include_usage === true;
  return new DecodedCall(bytes, { surface: 'openai-chat', model, wantsStream: stream === true, wantsUsage });
}

/** A result must name a call that the assistant made before it: endpoints disagree on what to do with any other. */
function checkToolResults(messages: readonly z.infer<typeof message>[]): void {
  const declared = new Set<string>();
  for (const [position, { role, tool_calls: calls, tool_call_id: callId }] of messages.entries()) {
    for (const { id } of calls ?? []) if (id) declared.add(id);
    if (role !== 'tool' || (callId && declared.has(callId))) continue;
    const param = `messages[${position}].tool_call_id`;
    const reason = callId ? `no earlier assistant message has a tool call "${callId}"` : 'it is required';
    throw new GatewayError('invalid_request', `Invalid value for ${param}: ${reason}.`, { param });
  }
}

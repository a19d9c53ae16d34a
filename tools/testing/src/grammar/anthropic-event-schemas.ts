import { z } from 'zod';

const count = z.number().int().nonnegative();
const index = count;

/** Fields that clients read, by the types of the official SDK. Others may stand beside them. */
const startUsage = z.looseObject({
  input_tokens: count,
  cache_creation_input_tokens: count.nullable(),
  cache_read_input_tokens: count.nullable(),
  output_tokens: count,
});

/** Its totals are cumulative. Those of the input may be missing: what `message_start` said then stands. */
const deltaUsage = z.looseObject({
  input_tokens: count.nullish(),
  cache_creation_input_tokens: count.nullish(),
  cache_read_input_tokens: count.nullish(),
  output_tokens: count,
});

const stopReason = z.enum([
  'end_turn',
  'max_tokens',
  'stop_sequence',
  'tool_use',
  'pause_turn',
  'refusal',
  'model_context_window_exceeded',
]);

const message = z.looseObject({
  id: z.string().min(1),
  type: z.literal('message'),
  role: z.literal('assistant'),
  model: z.string(),
  content: z.array(z.unknown()).length(0),
  stop_reason: z.null(),
  stop_sequence: z.null(),
  usage: startUsage,
});

const call = { id: z.string().min(1), name: z.string().min(1), input: z.record(z.string(), z.unknown()) };

/** Blocks of the types that this checker knows more about; any other has only its type. */
const block = z.union([
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  z.looseObject({ type: z.enum(['tool_use', 'server_tool_use']), ...call }),
  z.looseObject({ type: z.templateLiteral([z.string(), '_tool_result']) }),
  z.looseObject({ type: z.literal('container_upload') }),
]);

const delta = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text_delta'), text: z.string() }),
  z.looseObject({ type: z.literal('input_json_delta'), partial_json: z.string() }),
  z.looseObject({ type: z.literal('thinking_delta'), thinking: z.string() }),
  z.looseObject({ type: z.literal('signature_delta'), signature: z.string() }),
  z.looseObject({ type: z.literal('citations_delta'), citation: z.record(z.string(), z.unknown()) }),
]);

export const anthropicEvent = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('message_start'), message }),
  z.looseObject({ type: z.literal('content_block_start'), index, content_block: block }),
  z.looseObject({ type: z.literal('content_block_delta'), index, delta }),
  z.looseObject({ type: z.literal('content_block_stop'), index }),
  z.looseObject({
    type: z.literal('message_delta'),
    delta: z.looseObject({ stop_reason: stopReason.nullable(), stop_sequence: z.string().nullable() }),
    usage: deltaUsage,
  }),
  z.looseObject({ type: z.literal('message_stop') }),
  z.looseObject({ type: z.literal('ping') }),
  z.looseObject({
    type: z.literal('error'),
    error: z.looseObject({ type: z.string().min(1), message: z.string() }),
  }),
]);

export type AnthropicEvent = z.infer<typeof anthropicEvent>;
export type AnthropicEventOf<Type extends AnthropicEvent['type']> = Extract<AnthropicEvent, { type: Type }>;
export type AnthropicBlock = z.infer<typeof block>;
export type AnthropicDelta = z.infer<typeof delta>;

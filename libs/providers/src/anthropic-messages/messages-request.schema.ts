import { z } from 'zod';

/** Anthropic's Messages request as far as the gateway has to understand it (Anthropic API reference, "Messages"). */
const cacheMark = { cache_control: z.unknown().optional() };

const text = z.looseObject({ type: z.literal('text'), text: z.string(), ...cacheMark });

const image = z.looseObject({
  type: z.literal('image'),
  source: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
    z.looseObject({ type: z.literal('url'), url: z.string() }),
  ]),
  ...cacheMark,
});

const toolResult = z.looseObject({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.discriminatedUnion('type', [text, image]))]).optional(),
  is_error: z.boolean().optional(),
  ...cacheMark,
});

const toolUse = z.looseObject({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.record(z.string(), z.unknown()),
});

const thinking = z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() });
const redactedThinking = z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() });

const userMessage = z.object({
  role: z.literal('user'),
  content: z.union([z.string(), z.array(z.discriminatedUnion('type', [text, image, toolResult]))]),
});

const assistantMessage = z.object({
  role: z.literal('assistant'),
  content: z.union([
    z.string(),
    z.array(z.discriminatedUnion('type', [text, toolUse, thinking, redactedThinking])),
  ]),
});

/** Tools that Anthropic runs itself carry another type than `custom`, and no schema. */
export const toolSchema = z
  .looseObject({
    type: z.string().nullish(),
    name: z.string().min(1).nullish(),
    description: z.string().nullish(),
    input_schema: z.record(z.string(), z.unknown()).nullish(),
    strict: z.boolean().nullish(),
    ...cacheMark,
  })
  .superRefine((value, context) => {
    if (value.type && value.type !== 'custom') return;
    for (const field of ['name', 'input_schema'] as const) {
      if (!value[field]) context.addIssue({ code: 'custom', path: [field], message: 'is required' });
    }
  });

const toolChoice = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('auto'), disable_parallel_tool_use: z.boolean().optional() }),
  z.looseObject({ type: z.literal('any'), disable_parallel_tool_use: z.boolean().optional() }),
  z.looseObject({
    type: z.literal('tool'),
    name: z.string(),
    disable_parallel_tool_use: z.boolean().optional(),
  }),
  z.looseObject({ type: z.literal('none') }),
]);

export const messagesRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  max_tokens: z.number().int().positive(),
  messages: z
    .array(z.discriminatedUnion('role', [userMessage, assistantMessage]))
    .min(1, 'must hold at least one message'),
  system: z.union([z.string(), z.array(text)]).nullish(),
  stream: z.boolean().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  top_k: z.number().int().nullish(),
  stop_sequences: z.array(z.string()).nullish(),
  tools: z.array(toolSchema).nullish(),
  tool_choice: toolChoice.nullish(),
  thinking: z
    .discriminatedUnion('type', [
      z.looseObject({ type: z.literal('enabled'), budget_tokens: z.number().int() }),
      z.looseObject({ type: z.literal('adaptive') }),
      z.looseObject({ type: z.literal('disabled') }),
    ])
    .nullish(),
  output_config: z
    .looseObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z
        .looseObject({ type: z.literal('json_schema'), schema: z.record(z.string(), z.unknown()) })
        .nullish(),
    })
    .nullish(),
  metadata: z.looseObject({ user_id: z.string().nullish() }).nullish(),
});

/** What a request must hold wherever it goes; the rest is for Anthropic itself to judge, where it goes there. */
export const messagesCallSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  max_tokens: z.number().int().positive(),
  messages: z.array(z.looseObject({ role: z.string() })).min(1, 'must hold at least one message'),
  stream: z.boolean().nullish(),
  tools: z.array(toolSchema).nullish(),
});

/** What a request must hold to be counted: the same without `max_tokens`. */
export const countTokensRequestSchema = messagesCallSchema.extend({
  max_tokens: z.number().int().positive().nullish(),
  system: z.unknown().optional(),
});

export type MessagesRequest = z.infer<typeof messagesRequestSchema>;
export type MessagesMessage = MessagesRequest['messages'][number];

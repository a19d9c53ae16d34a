import { z } from 'zod';
import { isJsonObject } from '../json.js';

/**
 * The Responses request as far as another dialect can be told of it (OpenAI API reference, "Create a response").
 * Shorthands are written out first, so that every error can name the field it is about.
 */
const textPart = z.looseObject({
  type: z.enum(['input_text', 'output_text', 'text']),
  text: z.string(),
});
const refusalPart = z.looseObject({ type: z.literal('refusal'), refusal: z.string() });
const imagePart = z.looseObject({
  type: z.literal('input_image'),
  image_url: z.string('is required: files kept by id are known to their provider alone'),
});

const toParts = (content: unknown): unknown =>
  typeof content === 'string' ? [{ type: 'input_text', text: content }] : content;

const only = (what: string) => ({ error: `must be ${what}: the endpoint of this model takes nothing else` });

const texts = z.preprocess(toParts, z.array(z.discriminatedUnion('type', [textPart], only('text'))));
const textsAndImages = z.preprocess(
  toParts,
  z.array(z.discriminatedUnion('type', [textPart, imagePart], only('text or an image'))),
);
const answers = z.preprocess(
  toParts,
  z.array(z.discriminatedUnion('type', [textPart, refusalPart], only('text or a refusal'))),
);

const typedMessage = { type: z.literal('message') };
const message = z.discriminatedUnion('role', [
  z.looseObject({ ...typedMessage, role: z.literal('system'), content: texts }),
  z.looseObject({ ...typedMessage, role: z.literal('developer'), content: texts }),
  z.looseObject({ ...typedMessage, role: z.literal('user'), content: textsAndImages }),
  z.looseObject({ ...typedMessage, role: z.literal('assistant'), content: answers }),
]);

const functionCall = z.looseObject({
  type: z.literal('function_call'),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});
const customToolCall = z.looseObject({
  type: z.literal('custom_tool_call'),
  call_id: z.string(),
  name: z.string(),
  input: z.string(),
});
const callOutput = z.looseObject({
  type: z.enum(['function_call_output', 'custom_tool_call_output']),
  call_id: z.string(),
  output: textsAndImages,
});

const wordsOfThought = z.array(z.looseObject({ text: z.string() })).nullish();
const reasoning = z.looseObject({
  type: z.literal('reasoning'),
  id: z.string().nullish(),
  summary: wordsOfThought,
  content: wordsOfThought,
  encrypted_content: z.string().nullish(),
});

/**
 * What a hosted tool left in the conversation. The answer that the model made of it stands in its message, so the record
 * can be left out.
 */
export const recordTypes = [
  'web_search_call',
  'file_search_call',
  'code_interpreter_call',
  'image_generation_call',
  'mcp_list_tools',
] as const;
const record = z.looseObject({ type: z.enum(recordTypes) });

const item = z.discriminatedUnion(
  'type',
  [message, functionCall, customToolCall, callOutput, reasoning, record],
  {
    error: ({ input }) =>
      isJsonObject(input) && input.type === 'item_reference'
        ? 'past items are not kept here: send the item itself, as libraries do with `store: false`'
        : 'items of this type mean nothing to the endpoint of this model',
  },
);

/** A message may leave out its type; so may a reference, which has an id and nothing else. */
function toTypedItem(given: unknown): unknown {
  if (!isJsonObject(given) || given.type != null) return given;
  return {
    ...given,
    type: given.role === undefined && given.id !== undefined ? 'item_reference' : 'message',
  };
}

const toItems = (input: unknown): unknown => {
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return Array.isArray(input) ? input.map(toTypedItem) : input;
};

const functionTool = z.looseObject({
  type: z.literal('function'),
  name: z.string().min(1),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});
const customTool = z.looseObject({
  type: z.literal('custom'),
  name: z.string().min(1),
  description: z.string().nullish(),
  format: z.record(z.string(), z.unknown()).nullish(),
});
/** A tool that its provider runs, of whichever type. */
const hostedTool = z.looseObject({ type: z.literal('hosted'), hostedType: z.string() });

const toKnownTool = (tool: unknown): unknown =>
  isJsonObject(tool) && typeof tool.type === 'string' && tool.type !== 'function' && tool.type !== 'custom'
    ? { type: 'hosted', hostedType: tool.type }
    : tool;

const namedTool = z.looseObject({ type: z.string(), name: z.string().nullish() });
const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  namedTool.extend({ mode: z.enum(['auto', 'required']).nullish(), tools: z.array(namedTool).nullish() }),
]);

const textFormat = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text') }),
  z.looseObject({ type: z.literal('json_object') }),
  z.looseObject({
    type: z.literal('json_schema'),
    name: z.string(),
    schema: z.record(z.string(), z.unknown()),
    strict: z.boolean().nullish(),
  }),
]);

export const reasoningWishSchema = z.looseObject({
  effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max']).nullish(),
  summary: z.unknown().optional(),
  generate_summary: z.unknown().optional(),
});

const notKept = (remedy: string) =>
  z.null(`needs state, which is not kept for the endpoint of this model: ${remedy}`).optional();

export const responsesToTranslateSchema = z.looseObject({
  model: z.string(),
  previous_response_id: notKept('send the whole conversation in `input`'),
  conversation: notKept('send the whole conversation in `input`'),
  prompt: notKept('send what the template says in `instructions` and `input`'),
  background: z
    .literal(
      false,
      'needs state, which is not kept for the endpoint of this model: use `stream` for long answers',
    )
    .nullish(),
  input: z.preprocess(toItems, z.array(item).min(1, 'must hold at least one item')),
  instructions: z.string().nullish(),
  tools: z
    .array(z.preprocess(toKnownTool, z.discriminatedUnion('type', [functionTool, customTool, hostedTool])))
    .nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  max_output_tokens: z.number().int().positive().nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  text: z.looseObject({ format: textFormat.nullish(), verbosity: z.unknown().optional() }).nullish(),
  reasoning: reasoningWishSchema.nullish(),
  user: z.string().nullish(),
  safety_identifier: z.string().nullish(),
  store: z.boolean().nullish(),
  include: z.array(z.string()).nullish(),
  stream: z.boolean().nullish(),
  /** Only about padding that hides the lengths of events, which needs no endpoint. */
  stream_options: z.unknown().optional(),
});

export type ResponsesToTranslate = z.infer<typeof responsesToTranslateSchema>;
export type ResponsesItem = ResponsesToTranslate['input'][number];

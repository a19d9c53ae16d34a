import { z } from 'zod';

const count = z.number().int().nonnegative();
const id = z.string().min(1);

/** What every event has, also one of a type that is not known here: if it is about an item, it names it. */
export const anyEvent = z.looseObject({ type: id, sequence_number: count });

const messageItem = z.looseObject({
  id,
  type: z.literal('message'),
  role: z.literal('assistant'),
  status: id,
  content: z.array(z.unknown()),
});
const reasoningItem = z.looseObject({
  id,
  type: z.literal('reasoning'),
  summary: z.array(z.unknown()),
  content: z.array(z.unknown()).optional(),
  encrypted_content: z.string().nullish(),
});
const call = { id, call_id: id, name: id };
const functionCallItem = z.looseObject({ ...call, type: z.literal('function_call'), arguments: z.string() });
const customCallItem = z.looseObject({ ...call, type: z.literal('custom_tool_call'), input: z.string() });
const pieced = ['message', 'reasoning', 'function_call', 'custom_tool_call'];
const otherItem = z.looseObject({ id, type: id.refine((type) => !pieced.includes(type)) });

const item = z.union([messageItem, reasoningItem, functionCallItem, customCallItem, otherItem]);

export const itemEvent = z.looseObject({ output_index: count, item });
/** How an event that is about an item, or about a part of it, names it. */
export const ofItem = z.looseObject({ item_id: id, output_index: count });
export const ofContentPart = z
  .looseObject({ content_index: count })
  .transform((event) => event.content_index);
export const ofSummaryPart = z
  .looseObject({ summary_index: count })
  .transform((event) => event.summary_index);

export const partEvent = z.looseObject({
  part: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('output_text'), text: z.string(), annotations: z.array(z.unknown()) }),
    z.looseObject({ type: z.literal('refusal'), refusal: z.string() }),
    z.looseObject({ type: z.literal('reasoning_text'), text: z.string() }),
    z.looseObject({ type: z.literal('summary_text'), text: z.string() }),
  ]),
});

export const responseEvent = z.looseObject({
  type: id,
  response: z.looseObject({
    id,
    object: z.literal('response'),
    created_at: z.number(),
    model: z.string(),
    status: id,
    output: z.array(item),
    incomplete_details: z.looseObject({ reason: id }).nullish(),
    error: z.looseObject({ code: id, message: z.string().min(1) }).nullish(),
    usage: z.record(z.string(), z.unknown()).nullish(),
  }),
});

export const errorEvent = z.looseObject({
  code: z.string().nullable(),
  message: z.string().min(1),
  param: z.string().nullable(),
});

/** Clients read the nested fields without asking whether they are there. */
export const responsesUsage = z
  .looseObject({
    input_tokens: count,
    input_tokens_details: z.looseObject({ cached_tokens: count, cache_write_tokens: count.optional() }),
    output_tokens: count,
    output_tokens_details: z.looseObject({ reasoning_tokens: count }),
    total_tokens: count,
  })
  .refine(
    ({ input_tokens: input, output_tokens: output, total_tokens: total }) => total === input + output,
    'is not the sum',
  );

export type ItemShape = z.infer<typeof item>;
export type PartShape = z.infer<typeof partEvent>['part'];
export type ResponseShape = z.infer<typeof responseEvent>['response'];

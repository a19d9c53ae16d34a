import { z } from 'zod';

const index = z.number().int().nonnegative();
const text = z.string().nullish();

const toolCall = z.looseObject({
  index,
  id: text,
  type: text,
  function: z.looseObject({ name: text, arguments: text }).nullish(),
  custom: z.looseObject({ name: text, input: text }).nullish(),
});

const delta = z.looseObject({
  role: z.literal('assistant').nullish(),
  content: text,
  refusal: text,
  /** Two names are in use for the same extension. */
  reasoning_content: text,
  reasoning: text,
  tool_calls: z.array(toolCall).nullish(),
});

const choice = { index, finish_reason: z.string().min(1).nullish() };

const head = {
  id: z.string().optional(),
  created: z.number().int().optional(),
  model: z.string().optional(),
  usage: z.record(z.string(), z.unknown()).nullish(),
};

export const chatChunk = z.looseObject({
  ...head,
  object: z.literal('chat.completion.chunk').optional(),
  choices: z.array(z.looseObject({ ...choice, delta })),
});

export const completionChunk = z.looseObject({
  ...head,
  object: z.literal('text_completion').optional(),
  choices: z.array(z.looseObject({ ...choice, text: z.string() })),
});

export type ChatDelta = z.infer<typeof delta>;
export type ToolCallDelta = z.infer<typeof toolCall>;
export type OpenAiChunk = z.infer<typeof chatChunk> | z.infer<typeof completionChunk>;
export type OpenAiChoiceChunk = OpenAiChunk['choices'][number];

/** `code` is a word, not a number; it and `param` are null where there is none (OpenAI API reference, "Errors"). */
export const openAiError = z.looseObject({
  error: z.looseObject({
    message: z.string().min(1),
    type: z.string().min(1),
    param: z.string().nullable(),
    code: z.string().nullable(),
  }),
});

export const openAiUsage = z
  .looseObject({ prompt_tokens: index, completion_tokens: index, total_tokens: index })
  .refine(
    ({ prompt_tokens: input, completion_tokens: output, total_tokens: total }) => total === input + output,
    'is not the sum',
  );

import { z } from 'zod';

/** Ollama's native requests as far as the gateway has to understand them (Ollama API reference). */
export const ollamaOptionsSchema = z.looseObject({
  temperature: z.number().nullish(),
  num_predict: z.number().int().nullish(),
  top_p: z.number().nullish(),
  top_k: z.number().int().nullish(),
  seed: z.number().int().nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
});

const shared = {
  model: z.string().min(1, 'must not be empty'),
  stream: z.boolean().nullish(),
  format: z.union([z.literal('json'), z.literal(''), z.record(z.string(), z.unknown())]).nullish(),
  think: z.union([z.boolean(), z.enum(['low', 'medium', 'high', 'max'])]).nullish(),
  options: ollamaOptionsSchema.nullish(),
};

const toolCall = z.looseObject({
  id: z.string().nullish(),
  function: z.looseObject({ name: z.string(), arguments: z.record(z.string(), z.unknown()).nullish() }),
});

const message = z.looseObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().nullish(),
  thinking: z.string().nullish(),
  images: z.array(z.string()).nullish(),
  tool_calls: z.array(toolCall).nullish(),
  tool_name: z.string().nullish(),
  tool_call_id: z.string().nullish(),
});

const tool = z.looseObject({
  type: z.literal('function').nullish(),
  function: z.looseObject({
    name: z.string().min(1),
    description: z.string().nullish(),
    parameters: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** What every endpoint needs to be known. */
export const ollamaCallSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  stream: z.boolean().nullish(),
});

export const ollamaChatSchema = z.looseObject({
  ...shared,
  messages: z.array(message).min(1, 'must hold at least one message'),
  tools: z.array(tool).nullish(),
});

export const ollamaGenerateSchema = z.looseObject({
  ...shared,
  prompt: z.string().min(1, 'must not be empty'),
  system: z.string().nullish(),
  images: z.array(z.string()).nullish(),
});

export type OllamaChatRequest = z.infer<typeof ollamaChatSchema>;
export type OllamaMessage = OllamaChatRequest['messages'][number];
export type OllamaGenerateRequest = z.infer<typeof ollamaGenerateSchema>;

import { z } from 'zod';

const tokens = z.array(z.number().int());

export const completionRequestSchema = z.looseObject({
  model: z.string().min(1, 'must not be empty'),
  prompt: z.union([z.string(), z.array(z.string()), tokens, z.array(tokens)]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  temperature: z.number().nullish(),
  top_p: z.number().nullish(),
  max_tokens: z.number().int().nullish(),
});

const one = z.literal(1, 'must be 1: the endpoint of this model gives one answer').nullish();
const unset = z
  .literal([false, ''], 'cannot be had: the endpoint of this model answers chats only')
  .nullish();

/** What of a text completion can be asked of an endpoint that only answers chats. */
export const completionToTranslateSchema = completionRequestSchema.extend({
  prompt: z.union([
    z.string(),
    z.array(z.string()).length(1, 'must hold one prompt: the endpoint of this model takes one at a time'),
  ]),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  seed: z.number().int().nullish(),
  presence_penalty: z.number().nullish(),
  frequency_penalty: z.number().nullish(),
  user: z.string().nullish(),
  n: one,
  best_of: one,
  echo: unset,
  suffix: unset,
});

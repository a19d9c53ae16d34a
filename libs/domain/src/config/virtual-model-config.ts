import { z } from 'zod';
import { priceSchema } from '../usage/price.js';
import { timeoutsSchema } from './timeouts.js';

/** A name that clients use, and what stands behind it. In every field with a default, `null` means unset. */
export const virtualModelConfigSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  endpointId: z.number().int(),
  actualModel: z.string(),
  enabled: z.boolean(),
  createdAtSeconds: z.number().int(),
  price: priceSchema,
  /** Used when the client gives no value of its own. */
  defaults: z.object({
    maxTokens: z.number().int().positive().nullable(),
    temperature: z.number().nullable(),
    topP: z.number().nullable(),
  }),
  /** Put before the client's messages. */
  systemPrompt: z.string().nullable(),
  customHeaders: z.record(z.string(), z.string()),
  /** The upstream is asked for a whole answer; a client that wants a stream gets one made from it. */
  disableStreaming: z.boolean(),
  /** The client always gets a whole answer. */
  forceNonStreaming: z.boolean(),
  /** They go before the endpoint's. Optional for one release. */
  timeouts: timeoutsSchema.optional(),
});

export type VirtualModelConfig = z.infer<typeof virtualModelConfigSchema>;

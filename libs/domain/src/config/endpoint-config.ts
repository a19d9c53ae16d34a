import { z } from 'zod';
import { timeoutsSchema } from './timeouts.js';

/** An endpoint as the data plane needs it. `apiKey` is sealed: only process memory sees it open. */
export const endpointConfigSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  type: z.string(),
  url: z.string(),
  sealedApiKey: z.string().nullable(),
  priority: z.number().int(),
  enabled: z.boolean(),
  healthCheckUrl: z.string().nullable(),
  /** Optional for one release. */
  timeouts: timeoutsSchema.optional(),
});

export type EndpointConfig = z.infer<typeof endpointConfigSchema>;

import type { z } from 'zod';
import { configVersionSchema } from '../config/config-snapshot.js';
import { endpointHealthSchema } from '../health/endpoint-health.js';

/**
 * Redis channel -> payload. Messages are hints: whoever listens also reads the state behind them at start and from
 * time to time. A new field is optional for one release.
 */
export const channels = {
  'config-changed': configVersionSchema,
  'endpoint-health-changed': endpointHealthSchema,
} as const satisfies Record<string, z.ZodType>;

export type ChannelName = keyof typeof channels;
export type ChannelPayload<Name extends ChannelName> = z.infer<(typeof channels)[Name]>;

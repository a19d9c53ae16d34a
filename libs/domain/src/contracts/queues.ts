import { z } from 'zod';

/** BullMQ queue -> payload of its jobs. Jobs carry ids and facts; their processors are idempotent. */
export const queues = {
  /** One outbox segment of one gateway, whose lines are in Redis under these names (`redisKeys.segmentLines`). */
  usage: z.object({
    outbox: z.string(),
    segment: z.string(),
    /** In place of the lines, from a gateway of the release before. */
    records: z.array(z.unknown()).optional(),
  }),
  probes: z.object({ endpointId: z.number().int() }),
} as const satisfies Record<string, z.ZodType>;

export type QueueName = keyof typeof queues;
export type JobPayload<Name extends QueueName> = z.infer<(typeof queues)[Name]>;

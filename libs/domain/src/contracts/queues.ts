import { z } from 'zod';

/** BullMQ queue -> payload of its jobs. Jobs carry ids and facts; their processors are idempotent. */
export const queues = {
  /** One outbox segment of one gateway: its records, and the names under which the ledger confirms them. */
  usage: z.object({
    outbox: z.string(),
    segment: z.string(),
    /** Checked one by one by the worker, so that one stale record does not hold back the rest. */
    records: z.array(z.unknown()),
  }),
  probes: z.object({ endpointId: z.number().int() }),
} as const satisfies Record<string, z.ZodType>;

export type QueueName = keyof typeof queues;
export type JobPayload<Name extends QueueName> = z.infer<(typeof queues)[Name]>;

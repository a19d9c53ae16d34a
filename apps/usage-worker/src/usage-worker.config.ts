import { databaseFields, port, redisFields, serviceFields } from '@switchyard/platform';
import { z } from 'zod';

/** Everything the usage worker reads from its environment. docs/config.md is generated from it. */
export const usageWorkerConfigSchema = z.object({
  ...serviceFields,
  ...redisFields,
  ...databaseFields,
  USAGE_WORKER_PORT: port().default(8004).describe("Port of the usage worker's health routes."),
});

export type UsageWorkerConfig = z.infer<typeof usageWorkerConfigSchema>;

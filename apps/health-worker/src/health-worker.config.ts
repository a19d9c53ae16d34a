import { egressFields, port, redisFields, serviceFields } from '@switchyard/platform';
import { z } from 'zod';

const DAY_SECONDS = 86_400;
const seconds = (min: number) =>
  z.coerce.number('must be a number of seconds').int().min(min).max(DAY_SECONDS);

/** Everything the health worker reads from its environment. docs/config.md is generated from it. */
export const healthWorkerConfigSchema = z.object({
  ...serviceFields,
  ...redisFields,
  ...egressFields,
  HEALTH_WORKER_PORT: port().default(8003).describe("Port of the health worker's health routes."),
  HEALTH_CHECK_INTERVAL_SECONDS: seconds(0)
    .default(60)
    .describe('How often each health URL is asked. 0 switches the checks off.'),
  HEALTH_CHECK_TIMEOUT_MS: z.coerce
    .number('must be a number of milliseconds')
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .describe('How long a health check may take.'),
  CIRCUIT_FAILURE_THRESHOLD: z.coerce
    .number('must be a number of failures')
    .int()
    .min(1)
    .max(1000)
    .default(3)
    .describe("Failed checks in a row that open an endpoint's circuit."),
  CIRCUIT_COOLDOWN_SECONDS: seconds(1)
    .default(300)
    .describe('How long an open circuit keeps requests away, unless a check succeeds before.'),
});

export type HealthWorkerConfig = z.infer<typeof healthWorkerConfigSchema>;

import { LONGEST_TIMEOUTS } from '@switchyard/domain';
import {
  durationMs,
  egressFields,
  flag,
  isLoopbackHost,
  port,
  redisFields,
  secretFields,
  serviceFields,
} from '@switchyard/platform';
import { z } from 'zod';

const HOUR_MS = 3_600_000;
const MEBIBYTE = 1024 * 1024;
const OWN_TIMEOUT = 'An endpoint or a virtual model can have its own.';

/** Everything the gateway reads from its environment. docs/config.md is generated from it. */
export const gatewayConfigSchema = z
  .object({
    ...serviceFields,
    ...redisFields,
    ...secretFields,
    ...egressFields,
    API_PORT: port().default(8002).describe('Port of the API that clients call.'),
    OPEN_ACCESS: flag()
      .default(false)
      .describe(
        'Clients need no key yet, so the gateway refuses to listen beyond loopback unless this says that its network is trusted.',
      ),
    OLLAMA_LIFECYCLE_ROUTES: flag()
      .optional()
      .describe(
        "Whether clients may pull, push, create, copy and delete the models of Ollama endpoints by Ollama's routes. Unset, they may unless `OPEN_ACCESS` lets others than this machine in.",
      ),
    GATEWAY_DATA_DIR: z
      .string()
      .default('.data/gateway')
      .describe(
        'Folder for the last good config and for usage records that the ledger has not confirmed yet. Keep it across restarts.',
      ),
    INSTANCE_NAME: z
      .string()
      .regex(/^[\w.-]{1,100}$/, 'must be 1 to 100 letters, digits, dots, dashes or underscores')
      .default('gateway')
      .describe('Name of this gateway among its replicas. No two may share it.'),
    MAX_BODY_BYTES: z.coerce
      .number('must be a number of bytes')
      .int()
      .min(1024)
      .max(1024 * MEBIBYTE)
      .default(32 * MEBIBYTE)
      .describe('Largest request body that is accepted.'),
    PROXY_HEADER: z
      .string()
      .regex(/^[\x20-\x7e]*$/, 'must be printable ASCII')
      .default('serverless-proxy')
      .describe('Value of the `X-Proxy` header on every answer.'),
    UPSTREAM_CONNECT_TIMEOUT_MS: durationMs(100, LONGEST_TIMEOUTS.connectMs)
      .default(10_000)
      .describe(`How long a connection to an endpoint may take. ${OWN_TIMEOUT}`),
    UPSTREAM_FIRST_EVENT_TIMEOUT_MS: durationMs(100, LONGEST_TIMEOUTS.firstEventMs)
      .default(300_000)
      .describe(`How long an endpoint may take to begin its answer. ${OWN_TIMEOUT}`),
    UPSTREAM_IDLE_TIMEOUT_MS: durationMs(100, LONGEST_TIMEOUTS.idleMs)
      .default(120_000)
      .describe(`How long an endpoint may pause within its answer. ${OWN_TIMEOUT}`),
    UPSTREAM_TOTAL_TIMEOUT_MS: durationMs(100, LONGEST_TIMEOUTS.totalMs)
      .default(1_200_000)
      .describe(`How long a request may take from its arrival to its end. ${OWN_TIMEOUT}`),
    STREAM_KEEP_ALIVE_MS: durationMs(100, HOUR_MS)
      .default(15_000)
      .describe(
        'After how long a pause within a stream, or before it, the client is sent a sign of life. The first one fixes the status at 200.',
      ),
  })
  .refine((config) => config.OPEN_ACCESS || isLoopbackHost(config.HOST), {
    path: ['OPEN_ACCESS'],
    message:
      'HOST is not a loopback address: anyone who reaches it could use every model. Set OPEN_ACCESS=true if its network is trusted',
  });

export type GatewayConfig = z.infer<typeof gatewayConfigSchema>;

/** Whoever reaches these routes can delete every model, so an open network has to be meant. */
export const allowsLifecycleRoutes = (config: GatewayConfig): boolean =>
  config.OLLAMA_LIFECYCLE_ROUTES ?? !config.OPEN_ACCESS;

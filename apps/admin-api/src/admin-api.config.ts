import { fileURLToPath } from 'node:url';
import {
  databaseFields,
  egressFields,
  flag,
  isLoopbackHost,
  port,
  redisFields,
  secretFields,
  serviceFields,
} from '@switchyard/platform';
import { z } from 'zod';

const builtDashboard = fileURLToPath(new URL('../../dashboard/dist', import.meta.url));

/** Everything the admin API reads from its environment. docs/config.md is generated from it. */
export const adminApiConfigSchema = z
  .object({
    ...serviceFields,
    ...redisFields,
    ...databaseFields,
    ...secretFields,
    ...egressFields,
    ADMIN_PORT: port()
      .default(5001)
      .describe('Port of the admin API and the dashboard.')
      .meta({ alias: 'FLASK_PORT' }),
    AUTH_ENABLED: flag()
      .default(true)
      .describe(
        'Whether the admin side asks for a password. It can be switched off on a loopback address only.',
      ),
    DASHBOARD_DIR: z
      .string()
      .default(builtDashboard)
      .describe('Folder of the built dashboard.')
      .meta({ documentedDefault: 'apps/dashboard/dist' }),
  })
  .refine((config) => config.AUTH_ENABLED || isLoopbackHost(config.HOST), {
    path: ['AUTH_ENABLED'],
    message: 'may be false only while HOST is a loopback address',
  });

export type AdminApiConfig = z.infer<typeof adminApiConfigSchema>;

import { databaseFields, egressFields, flag, serviceFields } from '@switchyard/platform';
import { z } from 'zod';

/** What the preparation before a start reads from its environment. docs/config.md is generated from it. */
export const prepareConfigSchema = z.object({
  LOG_LEVEL: serviceFields.LOG_LEVEL,
  ...databaseFields,
  ...egressFields,
  MASTER_KEY_FILE: z
    .string()
    .optional()
    .describe('As above. Needed here only when the environment holds provider keys.'),
  ADMIN_PASSWORD: z
    .string()
    .min(8, 'must have at least 8 characters')
    .optional()
    .describe(
      'Password of the first operator, `admin`. Without it one is generated and printed once. Ignored later.',
    ),
  AUTH_ENABLED: flag().default(true).describe('As above: without it no password is generated.'),
  DEMO_ENDPOINT_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      'Address of the built-in demo endpoint. `npm start` sets it; `SWITCHYARD_DEMO=false` there leaves it out.',
    ),
});

export type PrepareConfig = z.infer<typeof prepareConfigSchema>;

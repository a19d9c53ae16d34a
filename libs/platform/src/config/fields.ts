import { z } from 'zod';

/** A switch in the environment: true/false, 1/0, yes/no, on/off. */
export const flag = () => z.stringbool('must be true or false');

export const port = () => z.coerce.number('must be a port number').int().min(0).max(65_535);

/** A duration in milliseconds with a lower and an upper bound that make sense for it. */
export const durationMs = (minMs: number, maxMs: number) =>
  z.coerce.number('must be a number of milliseconds').int().min(minMs).max(maxMs);

export const serviceFields = {
  HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on. Anything but loopback makes the service reachable from outside.'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('Least severe level that is logged. Logs are JSON lines on standard output.'),
  SHUTDOWN_TIMEOUT_MS: durationMs(0, 3_600_000)
    .default(30_000)
    .describe('How long a stopping service lets open requests and streams finish before it cuts them.'),
};

export const redisFields = {
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' })
    .describe('Redis or Valkey, 6.2 or newer, with `maxmemory-policy noeviction`.'),
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be 1 to 64 letters, digits, dots, dashes or underscores')
    .default('switchyard')
    .describe('Prefix of every key and channel, so that several installations can share one Redis.'),
};

export const databaseFields = {
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// URL' })
    .describe('Postgres, 14 or newer. PgBouncer in transaction mode is fine.'),
};

export const secretFields = {
  MASTER_KEY_FILE: z
    .string()
    .describe(
      'File with the keys that seal provider keys, one `<key id>:<base64 of 32 bytes>` a line. The first seals, all open.',
    ),
};

export const egressFields = {
  ALLOW_PRIVATE_ENDPOINTS: flag()
    .default(false)
    .describe(
      'Whether endpoints on loopback and private networks may be called. `npm start` sets it to true.',
    ),
};

const loopbackNames = new Set(['::1', 'localhost']);
/** All four numbers: a name such as 127.0.0.1.example belongs to whoever owns it. */
const loopbackAddress = /^127(\.\d{1,3}){3}$/;

/** Whether a host is this machine itself: as an address to listen on, or as a name it is called by. */
export const isLoopbackHost = (host: string): boolean =>
  loopbackNames.has(host) || loopbackAddress.test(host);

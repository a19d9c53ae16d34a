import { type Logger, pino } from 'pino';

/** Paths at which a secret could stand in something that is logged. A second line of defence behind `Secret`. */
const redactedPaths = [
  'authorization',
  'apiKey',
  'api_key',
  'password',
  '*.authorization',
  '*.apiKey',
  '*.api_key',
  '*.password',
  '*.cookie',
  'headers["x-api-key"]',
  '*.headers["x-api-key"]',
];

/** The service's logger: one JSON object a line on standard output. */
export function createLogger(service: string, level: string): Logger {
  return pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: redactedPaths, censor: '[secret]' },
  });
}

import { type Logger, levels, pino } from 'pino';
import type { LogOutput } from './log-output.js';

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

/** The service's logger: one JSON object a line. What people have to look at is written at once. */
export function createLogger(service: string, level: string, output: LogOutput): Logger {
  return pino(
    {
      ...optionsFor(service, level),
      redact: { paths: redactedPaths, censor: '[secret]' },
      hooks: {
        logMethod(words, log, lineLevel) {
          log.apply(this, words);
          if (lineLevel >= WARNING) output.flush();
        },
      },
    },
    output,
  );
}

const WARNING = levels.values.warn ?? 0;

/**
 * For lines whose fields are fixed and can hold no secret. To look for some in them would be a good part of what the line
 * of each request costs.
 */
export const createPlainLogger = (service: string, level: string, output: LogOutput): Logger =>
  pino(optionsFor(service, level), output);

const optionsFor = (service: string, level: string) => ({
  level,
  base: { service },
  timestamp: pino.stdTimeFunctions.isoTime,
});

import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
    redisUrl: string;
  }
}

/** The stores of this run, as the global setup brought them up. */
export const stores = (): { databaseUrl: string; redisUrl: string } => ({
  databaseUrl: inject('databaseUrl'),
  redisUrl: inject('redisUrl'),
});

import type { ClientDialect } from './client-dialect.js';

/** The same dialect for routes that stream whatever the body says. */
export const alwaysStreaming = <Dialect extends ClientDialect>(dialect: Dialect): Dialect => ({
  ...dialect,
  decode: (body: Buffer | undefined) => ({ ...dialect.decode(body), wantsStream: true }),
});

import type { ClientDialect } from './client-dialect.js';
import { changeCall } from './decoded-call.js';

/** The same dialect for routes that stream whatever the body says. */
export const alwaysStreaming = <Dialect extends ClientDialect>(dialect: Dialect): Dialect => ({
  ...dialect,
  decode: (body: Buffer | undefined) => changeCall(dialect.decode(body), { wantsStream: true }),
});

import type { ClientDialect } from './client-dialect.js';

/** The same dialect for routes that stream whatever the body says. */
export const alwaysStreaming = (dialect: ClientDialect): ClientDialect => ({
  ...dialect,
  decode: (body) => {
    const { call, notes } = dialect.decode(body);
    return { call: { ...call, wantsStream: true }, notes };
  },
});

import type { ClientCall, ClientDialect } from '@switchyard/providers';
import type { ClientConnection } from './client-connection.js';

/** What is fixed about one request once it is decoded. */
export type Exchange = {
  readonly dialect: ClientDialect;
  readonly call: ClientCall;
  readonly requestId: string;
  /** When the request came, by `performance.now`. */
  readonly startedAtMs: number;
  readonly client: ClientConnection;
};

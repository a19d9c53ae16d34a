import type { ClientCall, ClientDialect } from '@switchyard/providers';

/** What is fixed about one request once it is decoded. */
export type Exchange = {
  readonly dialect: ClientDialect;
  readonly call: ClientCall;
  readonly requestId: string;
  /** When the request came, by `performance.now`. */
  readonly startedAtMs: number;
  /** Aborted with a GatewayError when the request must end: its client is gone, or its time is over. */
  readonly signal: AbortSignal;
  /** Tells the client what of its request an endpoint cannot carry, as long as nothing was sent. */
  tellNotes(notes: readonly string[]): void;
};

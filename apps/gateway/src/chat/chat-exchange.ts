import type { ClientDialect, EndpointCall } from '@switchyard/providers';

/** What is fixed about one request once it is decoded. */
export type ChatExchange = {
  readonly dialect: ClientDialect;
  readonly call: EndpointCall;
  readonly requestId: string;
  /** When the request came, by `performance.now`. */
  readonly startedAtMs: number;
  /** Aborted with a GatewayError when the request must end: its client is gone, or its time is over. */
  readonly signal: AbortSignal;
};

import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';

/** One request as it came, whoever has read it from its socket. */
export type Arrival = {
  readonly id: string;
  /** The path under which its route is registered. */
  readonly route: string;
  readonly headers: IncomingHttpHeaders;
  /** Where it came from; the socket forgets that as soon as the client is gone. */
  readonly address: string | null;
  readonly body: Buffer | undefined;
  readonly response: ServerResponse;
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>;
};

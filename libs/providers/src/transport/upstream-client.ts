import type { Readable } from 'node:stream';
import { GatewayError } from '@switchyard/domain';
import { Agent, errors, request } from 'undici';
import { type EgressPolicy, EgressRefusedError } from './egress-policy.js';
import { guardedConnector } from './guarded-connector.js';
import { unpack } from './unpack.js';

export type UpstreamTimeouts = {
  readonly connectMs: number;
  /** From the sent request to the first byte of the answer. */
  readonly firstEventMs: number;
  /** Between two pieces of an answer. */
  readonly idleMs: number;
};

export type UpstreamRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal: AbortSignal;
};

export type UpstreamResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Destroying it, or aborting the request's signal, ends the upstream request. */
  readonly body: Readable;
};

const KEEP_ALIVE_MS = 30_000;

/** Sends requests to endpoints over pooled connections. Never follows a redirect: an endpoint cannot pass us on. */
export class UpstreamClient {
  private readonly agent: Agent;

  constructor(policy: EgressPolicy, timeouts: UpstreamTimeouts) {
    this.agent = new Agent({
      connect: guardedConnector(policy, timeouts.connectMs),
      headersTimeout: timeouts.firstEventMs,
      bodyTimeout: timeouts.idleMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    });
  }

  /** @throws {GatewayError} of the `upstream_…` family, or the signal's reason when it was aborted */
  async send(upstreamRequest: UpstreamRequest): Promise<UpstreamResponse> {
    const { url, ...options } = upstreamRequest;
    try {
      const { statusCode, headers, body } = await request(url, { ...options, dispatcher: this.agent });
      // A body that is given up before its end emits an error, which would end the process where nobody reads it.
      const unpacked = unpack(body, headers['content-encoding']).on('error', () => undefined);
      return { status: statusCode, headers, body: unpacked };
    } catch (error) {
      throw toUpstreamError(error, upstreamRequest.signal);
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }
}

/** Sorts what the transport threw, while connecting or while reading a body, into the error catalogue. */
export function toUpstreamError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof GatewayError) return error;
  const cause = { cause: error };
  if (error instanceof EgressRefusedError || isRefusedAmong(error)) {
    return new GatewayError(
      'upstream_address_refused',
      'The endpoint is at an address this gateway must not call.',
      cause,
    );
  }
  if (error instanceof errors.HeadersTimeoutError) {
    return new GatewayError('upstream_timeout', 'The endpoint did not begin to answer in time.', cause);
  }
  if (error instanceof errors.BodyTimeoutError) {
    return new GatewayError('upstream_timeout', 'The endpoint stopped in the middle of its answer.', cause);
  }
  if (error instanceof errors.ConnectTimeoutError) {
    return new GatewayError(
      'upstream_unreachable',
      'The endpoint did not accept a connection in time.',
      cause,
    );
  }
  return new GatewayError(
    'upstream_unreachable',
    `The connection to the endpoint failed (${reasonOf(error)}).`,
    cause,
  );
}

/** Node tries several addresses of a name and then throws them together. */
const isRefusedAmong = (error: unknown): boolean =>
  error instanceof AggregateError && error.errors.some((inner) => inner instanceof EgressRefusedError);

function reasonOf(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  return typeof code === 'string' ? code : 'broken connection';
}

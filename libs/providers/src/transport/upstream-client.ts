import type { Readable } from 'node:stream';
import { GatewayError } from '@switchyard/domain';
import { Agent, errors, Pool, request } from 'undici';
import { type EgressPolicy, EgressRefusedError } from './egress-policy.js';
import { guardedConnector } from './guarded-connector.js';
import { unpack } from './unpack.js';
import { UpstreamExchange } from './upstream-exchange.js';

export type UpstreamRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | Readable;
  /** The only limit to how long the request may take once it is connected. */
  readonly signal: AbortSignal;
  /** Where it differs from the client's own. */
  readonly connectTimeoutMs?: number;
};

/** A request whose answer is read as it comes, by an object instead of a stream. */
export type ExchangeRequest = {
  /** As in `https://api.example.com`. */
  readonly origin: string;
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  readonly body: Buffer;
  readonly connectTimeoutMs: number;
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
  /** A pool for each connect timeout in use: it belongs to the connection, not to the request. */
  private readonly agents = new Map<number, Agent>();
  /** The same for exchanges, by origin: an agent would take every address apart to find its pool. */
  private readonly pools = new Map<number, Map<string, Pool>>();

  constructor(
    private readonly policy: EgressPolicy,
    private readonly connectTimeoutMs: number,
  ) {}

  /** @throws {GatewayError} of the `upstream_…` family, or the signal's reason when it was aborted */
  async send(upstreamRequest: UpstreamRequest): Promise<UpstreamResponse> {
    const { url, connectTimeoutMs = this.connectTimeoutMs, ...options } = upstreamRequest;
    try {
      const dispatcher = this.agentFor(connectTimeoutMs);
      const { statusCode, headers, body } = await request(url, { ...options, dispatcher });
      // A body that is given up before its end emits an error, which would end the process where nobody reads it.
      const unpacked = unpack(body, headers['content-encoding']).on('error', () => undefined);
      return { status: statusCode, headers, body: unpacked };
    } catch (error) {
      throw toUpstreamError(error, upstreamRequest.signal);
    }
  }

  /** Begins an exchange. What goes wrong is for `toUpstreamError` to sort. */
  exchange({ origin, path, headers, body, connectTimeoutMs }: ExchangeRequest): UpstreamExchange {
    const exchange = new UpstreamExchange();
    this.poolFor(origin, connectTimeoutMs).dispatch(
      { origin, path, method: 'POST', headers, body },
      exchange,
    );
    return exchange;
  }

  async close(): Promise<void> {
    const pools = [...this.pools.values()].flatMap((byOrigin) => [...byOrigin.values()]);
    await Promise.all([...this.agents.values(), ...pools].map((dispatcher) => dispatcher.destroy()));
  }

  private poolFor(origin: string, connectTimeoutMs: number): Pool {
    const byOrigin = this.pools.get(connectTimeoutMs) ?? new Map<string, Pool>();
    this.pools.set(connectTimeoutMs, byOrigin);
    const known = byOrigin.get(origin);
    if (known) return known;
    const pool = new Pool(origin, this.optionsFor(connectTimeoutMs));
    byOrigin.set(origin, pool);
    return pool;
  }

  private optionsFor(connectTimeoutMs: number) {
    return {
      connect: guardedConnector(this.policy, connectTimeoutMs),
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
    };
  }

  private agentFor(connectTimeoutMs: number): Agent {
    const known = this.agents.get(connectTimeoutMs);
    if (known) return known;
    const agent = new Agent(this.optionsFor(connectTimeoutMs));
    this.agents.set(connectTimeoutMs, agent);
    return agent;
  }
}

/** Sorts what the transport threw, while connecting or while reading a body, into the error catalogue. */
export function toUpstreamError(error: unknown, signal?: AbortSignal): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof GatewayError) return error;
  const cause = { cause: error };
  if (error instanceof EgressRefusedError || isRefusedAmong(error)) {
    return new GatewayError(
      'upstream_address_refused',
      'The endpoint is at an address this gateway must not call.',
      cause,
    );
  }
  if (error instanceof errors.HTTPParserError || error instanceof errors.HeadersOverflowError) {
    return new GatewayError('upstream_malformed', 'The endpoint answered with broken HTTP.', cause);
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

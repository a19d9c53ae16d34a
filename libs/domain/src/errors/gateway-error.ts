import { type ErrorCode, errorCatalogue, type Fault } from './error-catalogue.js';

export type GatewayErrorOptions = {
  /** Overrides the catalogue's status, for an upstream's own 4xx that is passed on. */
  readonly status?: number;
  /** The request field at fault, as a path such as `messages[2].content`. */
  readonly param?: string;
  readonly retryAfterSeconds?: number;
  /** The upstream's own words for an error that is passed on, since clients act on codes such as `context_length_exceeded`. */
  readonly upstream?: { readonly type: string | null; readonly code: string | null };
  readonly cause?: unknown;
};

/**
 * The one error type that reaches a client. Its message is written for the client: it never holds a secret, an
 * internal address or a stack.
 */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: ErrorCode;
  readonly status: number;
  readonly fault: Fault;
  readonly param: string | null;
  readonly retryAfterSeconds: number | null;
  readonly upstream: { readonly type: string | null; readonly code: string | null } | null;

  constructor(code: ErrorCode, message: string, options: GatewayErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status ?? errorCatalogue[code].status;
    this.fault = errorCatalogue[code].fault;
    this.param = options.param ?? null;
    this.retryAfterSeconds = options.retryAfterSeconds ?? null;
    this.upstream = options.upstream ?? null;
  }
}

/** Any thrown value as a GatewayError; what is not one already becomes `internal_error` with the original as cause. */
export function toGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error;
  return new GatewayError('internal_error', 'The gateway failed to handle this request.', { cause: error });
}

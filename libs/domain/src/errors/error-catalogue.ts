/** Who has to act on an error: the one question every caller and operator asks first. */
export type Fault = 'caller' | 'endpoint' | 'credential' | 'gateway';

type CatalogueEntry = {
  /** HTTP status of the answer; an error may carry another one (an upstream's own 4xx is passed on). */
  readonly status: number;
  readonly fault: Fault;
  /** What the receiver can do about it. Part of docs/errors.md. */
  readonly remedy: string;
};

/**
 * Every error the gateway itself can answer, by code. Codes are part of the API: they are never renamed or reused.
 * docs/errors.md is generated from this table and a test keeps the two equal.
 */
export const errorCatalogue = {
  invalid_json: {
    status: 400,
    fault: 'caller',
    remedy: 'Send a body that is one well-formed JSON object in UTF-8.',
  },
  invalid_request: {
    status: 400,
    fault: 'caller',
    remedy: 'Correct the field named in `param`.',
  },
  unsupported_operation: {
    status: 400,
    fault: 'caller',
    remedy:
      'The endpoint of this model cannot do this, or, with status 501, no endpoint here can. Use a model whose endpoint can.',
  },
  foreign_page: {
    status: 403,
    fault: 'caller',
    remedy:
      'Without client keys the gateway serves its own machine only. Call it by a loopback name and from no other site; operators: see `OPEN_ACCESS`.',
  },
  operation_disabled: {
    status: 403,
    fault: 'caller',
    remedy: 'It is switched off at this gateway. Operators: see `OLLAMA_LIFECYCLE_ROUTES`.',
  },
  model_not_found: {
    status: 404,
    fault: 'caller',
    remedy:
      'Use one of the names listed by `GET /v1/models`, or ask an operator to create the virtual model.',
  },
  route_not_found: {
    status: 404,
    fault: 'caller',
    remedy: 'Check the path and the method against the README.',
  },
  body_too_large: {
    status: 413,
    fault: 'caller',
    remedy: 'Send less, or ask an operator to raise `MAX_BODY_BYTES`.',
  },
  client_closed_request: {
    status: 499,
    fault: 'caller',
    remedy: 'None: the client left before the answer was complete. Seen in the ledger only.',
  },
  upstream_rejected: {
    status: 400,
    fault: 'caller',
    remedy: 'The endpoint refused the request itself; its own message and status are passed on.',
  },
  upstream_rate_limited: {
    status: 429,
    fault: 'endpoint',
    remedy: 'Wait as `Retry-After` says, then try again.',
  },
  upstream_quota_exhausted: {
    status: 429,
    fault: 'credential',
    remedy: 'Retrying will not help: an operator has to raise the quota or add credit at the provider.',
  },
  upstream_credential_rejected: {
    status: 502,
    fault: 'credential',
    remedy:
      'The endpoint does not accept the key stored for it: an operator has to replace it. Your own key is fine.',
  },
  upstream_unreachable: {
    status: 502,
    fault: 'endpoint',
    remedy: 'No connection to the endpoint could be made. Try again; operators: test the endpoint.',
  },
  upstream_address_refused: {
    status: 502,
    fault: 'gateway',
    remedy:
      'The endpoint resolves to an address this gateway must not call. Operators: see `ALLOW_PRIVATE_ENDPOINTS`.',
  },
  upstream_error: {
    status: 502,
    fault: 'endpoint',
    remedy: 'The endpoint failed. Try again; operators: see the endpoint in the activity list.',
  },
  upstream_malformed: {
    status: 502,
    fault: 'endpoint',
    remedy: 'The endpoint answered with something that is not its own protocol. Operators: check its URL.',
  },
  upstream_incomplete: {
    status: 502,
    fault: 'endpoint',
    remedy: 'The answer broke off before its end. Try again; what was received is not complete.',
  },
  upstream_timeout: {
    status: 504,
    fault: 'endpoint',
    remedy: 'The endpoint did not answer in time. Try again; operators: see the timeouts in docs/config.md.',
  },
  endpoint_unavailable: {
    status: 503,
    fault: 'endpoint',
    remedy: 'Every endpoint of this model is disabled or its circuit is open. Try again after `Retry-After`.',
  },
  config_unavailable: {
    status: 503,
    fault: 'gateway',
    remedy: 'The gateway has not received its configuration yet. Try again; operators: see `/health/ready`.',
  },
  shutting_down: {
    status: 503,
    fault: 'gateway',
    remedy: 'This instance is stopping. Try again: another one answers.',
  },
  internal_error: {
    status: 500,
    fault: 'gateway',
    remedy: 'A defect in the gateway. Report it with the `x-request-id` of the answer.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

import type { GatewayError } from '@switchyard/domain';

/** Anthropic's names for kinds of errors, by HTTP status (Anthropic API reference, "Errors"). */
const typeByStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  422: 'invalid_request_error',
  429: 'rate_limit_error',
  503: 'overloaded_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

/** Anthropic's error shape. Our own code stands beside its type, for whoever wants to know more. */
export const encodeAnthropicError = (error: GatewayError, requestId: string) => ({
  type: 'error',
  error: {
    type: typeByStatus[error.status] ?? 'api_error',
    message: error.message,
    code: error.upstream?.code ?? error.code,
  },
  request_id: requestId,
});

import type { Fault, GatewayError } from '@switchyard/domain';

const typeByFault: Readonly<Record<Fault, string>> = {
  caller: 'invalid_request_error',
  endpoint: 'upstream_error',
  credential: 'upstream_error',
  gateway: 'server_error',
};

/** OpenAI's error shape. `type` says whose fault it was, `code` what happened (docs/errors.md). */
export function encodeOpenAiError(error: GatewayError) {
  return {
    error: {
      message: error.message,
      type: error.upstream?.type ?? (error.status === 429 ? 'rate_limit_error' : typeByFault[error.fault]),
      param: error.param,
      code: error.upstream?.code ?? error.code,
    },
  };
}

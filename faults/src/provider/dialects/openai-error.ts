import type { JsonObject } from '../../json.js';
import type { Failure } from './wire-dialect.js';

type Words = { readonly type: string; readonly code: string | null };

/** OpenAI's words for a status, in both of its dialects (OpenAI API reference, "Error codes"). */
const wordsByStatus: Readonly<Record<number, Words>> = {
  400: { type: 'invalid_request_error', code: 'context_length_exceeded' },
  401: { type: 'invalid_request_error', code: 'invalid_api_key' },
  402: { type: 'insufficient_quota', code: 'insufficient_quota' },
  403: { type: 'permission_error', code: 'unsupported_country_region_territory' },
  404: { type: 'invalid_request_error', code: 'model_not_found' },
  429: { type: 'requests', code: 'rate_limit_exceeded' },
};

export function openAiError({ status, message, isQuota }: Failure): JsonObject {
  const words = isQuota ? { type: 'insufficient_quota', code: 'insufficient_quota' } : wordsByStatus[status];
  const fallback = { type: status < 500 ? 'invalid_request_error' : 'server_error', code: null };
  return { message, param: null, ...(words ?? fallback) };
}

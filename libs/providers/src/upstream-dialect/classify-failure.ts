import { type ErrorCode, GatewayError } from '@switchyard/domain';
import { isJsonObject, type JsonObject, tryParseJson } from '../json.js';
import { type AnsweringEndpoint, quote } from './answering-endpoint.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** 429 and 403 mean speed or permission, unless the code speaks of money: then waiting does not help. */
const quotaCodes = new Set([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'credit_balance_exhausted',
  'enforced_spend_limit_reached',
]);

/** What an upstream's status means. Any other 4xx is about the request itself and is passed on as it is. */
const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'upstream_credential_rejected',
  402: 'upstream_quota_exhausted',
  403: 'upstream_credential_rejected',
  408: 'upstream_timeout',
  429: 'upstream_rate_limited',
  504: 'upstream_timeout',
};

const messageByCode: Partial<Record<ErrorCode, string>> = {
  upstream_credential_rejected: 'did not accept the credential stored for it',
  upstream_quota_exhausted: 'has no quota or credit left',
};

/** Turns an endpoint's answer with an error status into the one error the client gets. */
export function classifyFailure(
  endpoint: AnsweringEndpoint,
  status: number,
  headers: Headers,
  body: Buffer,
): GatewayError {
  const upstream = readUpstreamError(endpoint, body);
  const code = codeOf(status, upstream);
  // An answer about the credential may quote a part of it, so its own words are not passed on.
  const said = messageByCode[code] ?? `answered ${status}${upstream.message ? `: ${upstream.message}` : ''}`;
  return new GatewayError(code, `Endpoint "${endpoint.name}" ${said}.`, {
    ...(code === 'upstream_rejected' && { status, upstream: { type: upstream.type, code: upstream.code } }),
    ...(code === 'upstream_error' && { status: status === 503 || status === 529 ? 503 : 502 }),
    ...(upstream.param !== null && code === 'upstream_rejected' && { param: upstream.param }),
    ...retryAfter(headers),
  });
}

/** The error an endpoint sent inside a stream that had begun with 200. */
export function classifyStreamError(endpoint: AnsweringEndpoint, error: JsonObject): GatewayError {
  const message = quote(endpoint, textOf(error.message) ?? 'no reason given');
  const words = `${textOf(error.type) ?? ''} ${textOf(error.code) ?? ''}`;
  const [, code] = codeByWord.find(([word]) => words.includes(word)) ?? [null, 'upstream_error' as const];
  return new GatewayError(code, `Endpoint "${endpoint.name}" broke off its answer: ${message}.`);
}

/** What type and code of an error within a stream say, where no status does. */
const codeByWord: readonly [string, ErrorCode][] = [
  ['insufficient_quota', 'upstream_quota_exhausted'],
  ['rate_limit', 'upstream_rate_limited'],
  ['authentication_error', 'upstream_credential_rejected'],
  ['invalid_request_error', 'upstream_rejected'],
  ['context_length_exceeded', 'upstream_rejected'],
  ['invalid_prompt', 'upstream_rejected'],
  ['timeout_error', 'upstream_timeout'],
];

function codeOf(status: number, upstream: UpstreamError): ErrorCode {
  if (upstream.code !== null && quotaCodes.has(upstream.code)) return 'upstream_quota_exhausted';
  return codeByStatus[status] ?? (status >= 400 && status < 500 ? 'upstream_rejected' : 'upstream_error');
}

type UpstreamError = { message: string; type: string | null; code: string | null; param: string | null };

/** `{"error":{"message"…}}`, `{"error":"…"}`, `{"detail":…}` and `{"message":…}` are all in use. */
function readUpstreamError(endpoint: AnsweringEndpoint, body: Buffer): UpstreamError {
  const parsed = tryParseJson(body.toString('utf8'));
  const root = isJsonObject(parsed) ? parsed : {};
  const error = isJsonObject(root.error) ? root.error : root;
  const quoted = (value: unknown): string | null =>
    typeof value === 'string' ? quote(endpoint, value) : null;
  const message = textOf(error.message) ?? textOf(root.error) ?? textOf(root.detail) ?? '';
  // A spent budget may be told in the details of an error that else looks like too much speed.
  const code = error.code ?? (isJsonObject(error.details) ? error.details.error_code : null);
  return {
    message: quote(endpoint, message),
    type: quoted(error.type),
    code: code == null ? null : quote(endpoint, String(code)),
    param: quoted(error.param),
  };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** `retry-after-ms`, else `Retry-After` as seconds or as a date (RFC 9110, 10.2.3). */
function retryAfter(headers: Headers): { retryAfterSeconds?: number } {
  const milliseconds = Number(headers['retry-after-ms']);
  if (Number.isFinite(milliseconds) && milliseconds > 0)
    return { retryAfterSeconds: Math.ceil(milliseconds / 1000) };
  const value = headers['retry-after'];
  if (typeof value !== 'string') return {};
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - Date.now()) / 1000);
  return Number.isFinite(seconds) && seconds >= 0 ? { retryAfterSeconds: seconds } : {};
}

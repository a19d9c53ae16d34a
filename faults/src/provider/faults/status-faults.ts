import { end, type HttpHeaders, head, writes } from '../act.js';
import type { WireDialect } from '../dialects/wire-dialect.js';
import { BOTH_FORMS, type Fault } from './fault.js';

export const RETRY_AFTER_S = 7;

/** Providers quote what they were sent, which is why the words of an error are not harmless. */
export const QUOTED_KEY = 'sk-fault-quoted-by-the-endpoint';

type Refusal = {
  readonly status: number;
  readonly name?: string;
  readonly summary: string;
  readonly message: string;
  readonly isQuota?: boolean;
  readonly headers?: HttpHeaders;
  isKnownTo?(dialect: WireDialect): boolean;
};

const refusals: readonly Refusal[] = [
  { status: 400, summary: 'refuses the request', message: 'This conversation is too long for the model.' },
  {
    status: 401,
    summary: 'does not know the key, and quotes it',
    message: `Incorrect API key provided: ${QUOTED_KEY}.`,
  },
  { status: 402, summary: 'wants to be paid first', message: 'Your account has no credit left.' },
  {
    status: 403,
    summary: 'does not allow that to the key',
    message: `The key ${QUOTED_KEY} may not use this model.`,
  },
  { status: 404, summary: 'does not know the model', message: 'The model does not exist.' },
  { status: 408, summary: 'was not fast enough for itself', message: 'The request timed out.' },
  { status: 413, summary: 'finds the request too large', message: 'The request is too large.' },
  { status: 422, summary: 'finds a field unprocessable', message: 'The field temperature is out of range.' },
  {
    status: 429,
    summary: `is asked too often, and says to wait ${RETRY_AFTER_S} seconds`,
    message: 'Rate limit reached.',
    headers: { 'retry-after': String(RETRY_AFTER_S) },
  },
  {
    status: 429,
    name: '429-quota',
    summary: 'has its spend limit reached',
    message: 'You exceeded your current quota.',
    isQuota: true,
    isKnownTo: ({ tellsQuota }) => tellsQuota,
  },
  { status: 500, summary: 'has an error of its own', message: 'The server had an error.' },
  { status: 503, summary: 'is not available', message: 'The service is unavailable.' },
  { status: 504, summary: 'had no answer in time', message: 'The model did not answer in time.' },
  { status: 529, summary: 'is overloaded', message: 'Overloaded.' },
];

/** Answers that say by their status that there is no answer. */
export const statusFaults: readonly Fault[] = [
  ...refusals.map(toFault),
  {
    name: '502-html',
    summary: 'is behind a proxy that answers 502 with a web page',
    forms: BOTH_FORMS,
    act: () => [
      head(502, { 'content-type': 'text/html' }),
      ...writes([Buffer.from('<html><body><h1>502 Bad Gateway</h1></body></html>')]),
      end,
    ],
  },
  {
    name: 'redirect',
    summary: 'sends the request on to itself, with 307',
    forms: BOTH_FORMS,
    act: ({ dialect }) => [head(307, { location: dialect.path, 'content-length': '0' }), end],
  },
];

function toFault({ status, name, summary, message, isQuota = false, headers, isKnownTo }: Refusal): Fault {
  return {
    name: name ?? String(status),
    summary: `${summary} (${status})`,
    forms: BOTH_FORMS,
    ...(isKnownTo && { isKnownTo }),
    act: ({ dialect }) => {
      const body = Buffer.from(JSON.stringify(dialect.errorBody({ status, message, isQuota })));
      return [head(status, { 'content-type': 'application/json', ...headers }), ...writes([body]), end];
    },
  };
}

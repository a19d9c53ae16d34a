import type { DialectName } from '../provider/dialects/wire-dialect.js';
import { RETRY_AFTER_S } from '../provider/faults/status-faults.js';
import type { Form } from '../provider/speech.js';
import { broken, complete, type Expectation, left, refused, refusedLate } from './expectation.js';

/** When a client goes before it has its answer. */
export type Leaving = 'before-the-answer' | 'in-the-middle';

/** One row of the matrix: a fault, how it is met, and what has to come of it. */
export type Scenario = {
  readonly fault: string;
  readonly isToolCall: boolean;
  readonly leaving: Leaving | null;
  /**
   * Dialects whose own grammar it breaks without breaking the answer. Clients of the same dialect get the endpoint's bytes
   * as they are, so there is nothing to judge.
   */
  readonly breaksGrammarOf?: readonly DialectName[];
  /** Forms for which it means nothing are not named. */
  readonly expected: Readonly<Partial<Record<Form, Expectation>>>;
};

/** One expectation for both forms. */
const row = (fault: string, both: Expectation): Scenario => rows(fault, { stream: both, whole: both });

const rows = (fault: string, expected: Scenario['expected']): Scenario => ({
  fault,
  isToolCall: false,
  leaving: null,
  expected,
});

const withTool = (fault: string, expected: Scenario['expected']): Scenario => ({
  ...rows(fault, expected),
  isToolCall: true,
});

const whole = complete();
const brokenOff = (...codes: string[]): Scenario['expected'] => ({
  stream: broken(502, ...codes),
  whole: refusedLate(502, ...codes),
});

const unusual: readonly Scenario[] = [
  row('ok', whole),
  withTool('ok', { stream: whole, whole }),
  row('slow-first-token', whole),
  row('huge-chunk', whole),
  row('every-byte', whole),
  row('inside-character', whole),
  row('crlf', whole),
  row('comments', whole),
  row('gzip', whole),
  rows('open-after-end', { stream: whole }),
  rows('whole-for-stream', { stream: whole }),
  { ...rows('duplicate-finish', { stream: whole }), breaksGrammarOf: ['anthropic-messages'] },
  { ...withTool('tool-arguments-at-end', { stream: whole }), breaksGrammarOf: ['anthropic-messages'] },
  row('zero-usage', complete('estimated')),
  {
    ...row('no-usage', complete('estimated')),
    breaksGrammarOf: ['openai-responses', 'anthropic-messages', 'ollama-chat'],
  },
  { ...rows('usage-at-end', { stream: whole }), breaksGrammarOf: ['anthropic-messages'] },
  rows('cumulative-usage', { stream: whole }),
];

const brokenAnswers: readonly Scenario[] = [
  row('silent', refused(504, 'upstream_timeout')),
  { ...row('silent', left), leaving: 'before-the-answer' },
  row('stall-before-first', refusedLate(504, 'upstream_timeout')),
  rows('stall-middle', {
    stream: broken(null, 'upstream_timeout'),
    whole: refusedLate(504, 'upstream_timeout'),
  }),
  row('reset', refused(502, 'upstream_unreachable', 'upstream_incomplete')),
  rows('reset-middle', brokenOff('upstream_incomplete')),
  row('cut-before-first', refusedLate(502, 'upstream_incomplete')),
  rows('cut-middle', brokenOff('upstream_incomplete')),
  withTool('cut-middle', brokenOff('upstream_incomplete')),
  rows('end-middle', brokenOff('upstream_incomplete', 'upstream_malformed')),
  // A line that begins as JSON and is none was content: without it the answer is another one.
  rows('bad-json-line', { stream: broken(502, 'upstream_malformed', 'upstream_incomplete') }),
  rows('error-first', { stream: refusedLate(502, 'upstream_error') }),
  rows('error-event', { stream: broken(502, 'upstream_error') }),
  rows('failed-finish', { stream: broken(502, 'upstream_error') }),
  row('html', refused(502, 'upstream_malformed')),
  row('error-body', refused(502, 'upstream_error')),
  row('empty', refused(502, 'upstream_malformed', 'upstream_incomplete')),
  row('header-flood', refused(502, 'upstream_malformed', 'upstream_unreachable', 'upstream_error')),
  rows('infinite', {
    stream: broken(null, 'upstream_timeout'),
    whole: refusedLate(504, 'upstream_timeout'),
  }),
  { ...rows('infinite', { stream: left }), leaving: 'in-the-middle' },
];

const statuses: readonly Scenario[] = [
  row('400', refused(400, 'upstream_rejected')),
  // The key is not the client's: told as a 401 it would look for the fault at itself.
  row('401', refused(502, 'upstream_credential_rejected')),
  row('402', refused(429, 'upstream_quota_exhausted')),
  row('403', refused(502, 'upstream_credential_rejected')),
  row('404', refused(404, 'upstream_rejected')),
  row('408', refused(504, 'upstream_timeout')),
  row('413', refused(413, 'upstream_rejected')),
  row('422', refused(422, 'upstream_rejected')),
  row('429', {
    saw: 'refused',
    status: 429,
    billed: 'nothing',
    codes: ['upstream_rate_limited'],
    retryAfterS: RETRY_AFTER_S,
  }),
  row('429-quota', refused(429, 'upstream_quota_exhausted')),
  row('500', refused(502, 'upstream_error')),
  row('503', refused(503, 'upstream_error')),
  row('504', refused(504, 'upstream_timeout')),
  row('529', refused(503, 'upstream_error')),
  row('502-html', refused(502, 'upstream_error')),
  row('redirect', refused(502, 'upstream_error')),
];

/** Every row of the matrix. A new fault needs one here, or the matrix would not run it. */
export const scenarios: readonly Scenario[] = [...unusual, ...brokenAnswers, ...statuses];

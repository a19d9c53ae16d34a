import { GatewayError } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { SseSplitter } from '../sse/sse-splitter.js';
import { ResponsesEventReader } from './read-responses-events.js';
import { encodeResponsesStreamError } from './stream-error-events.js';

const framesOf = (error: GatewayError) => new SseSplitter().push(encodeResponsesStreamError(error));
const eventsOf = (error: GatewayError) =>
  framesOf(error).map((frame) => JSON.parse(frame.toString().split('data: ')[1] ?? ''));

describe(encodeResponsesStreamError, () => {
  it('tells the error by both names, with numbers above all that went before', () => {
    const [error, failed, ...rest] = eventsOf(new GatewayError('upstream_incomplete', 'It broke off.'));
    expect(rest).toEqual([]);
    const details = { code: 'upstream_incomplete', message: 'It broke off.', param: null };
    expect(error).toMatchObject({ type: 'error', ...details, error: { ...details, type: 'upstream_error' } });
    expect(failed).toMatchObject({
      type: 'response.failed',
      response: {
        object: 'response',
        status: 'failed',
        error: { code: 'server_error', message: 'It broke off.' },
        output: [],
      },
    });
    expect(failed.sequence_number).toBe(error.sequence_number + 1);
    expect(failed.sequence_number).toBe(2 ** 31 - 1);
  });

  it.each([
    [new GatewayError('upstream_rate_limited', 'm'), 'rate_limit_exceeded'],
    [new GatewayError('upstream_quota_exhausted', 'm'), 'insufficient_quota'],
    [
      new GatewayError('upstream_rejected', 'm', {
        upstream: { type: null, code: 'context_length_exceeded' },
      }),
      'context_length_exceeded',
    ],
  ])('keeps the codes that clients act on', (error, code) => {
    expect(eventsOf(error).at(-1).response.error.code).toBe(code);
  });

  it('is an error to a reader of this dialect', () => {
    const reader = new ResponsesEventReader();
    for (const frame of framesOf(new GatewayError('upstream_timeout', 'Too slow.'))) reader.read(frame);
    expect(reader.error).toMatchObject({ message: 'Too slow.', code: 'upstream_timeout' });
  });
});

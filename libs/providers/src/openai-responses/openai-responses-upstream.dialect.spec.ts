import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import { responsesChatSurface, responsesNative } from './openai-responses-upstream.dialect.js';

const call = {
  surface: 'openai-responses' as const,
  bytes: BodyBytes.read(Buffer.from('{}')),
  body: {},
  model: 'm',
  wantsStream: true,
  wantsUsage: true,
};
const frame = (type: string, fields: object): Buffer =>
  Buffer.from(`event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`);

describe('whole answers of the Responses API', () => {
  it.each<[string, Record<string, unknown>, object | null]>([
    ['an answer', { status: 'completed', error: null, output: [] }, null],
    ['an answer that was cut off', { status: 'incomplete', output: [] }, null],
    [
      'a failed one',
      { status: 'failed', error: { code: 'c', message: 'm' }, output: [] },
      { code: 'c', message: 'm' },
    ],
    ['a failed one without a reason', { status: 'failed', output: [] }, { code: 'response_failed' }],
    ['a cancelled one', { status: 'cancelled', output: [] }, { code: 'response_cancelled' }],
    ['an error in disguise', { error: 'm' }, { message: 'm' }],
  ])('finds the error of %s', (_case, body, error) => {
    const found = responsesChatSurface.findError(body);
    if (error === null) expect(found).toBeNull();
    else expect(found).toMatchObject(error);
  });

  it('knows an answer from something else', () => {
    expect(responsesChatSurface.holdsAnswer({ output: [] })).toBe(true);
    expect(responsesChatSurface.holdsAnswer({ choices: [] })).toBe(false);
  });
});

describe('a stream that passes through', () => {
  it('is watched and not changed', () => {
    const sut = responsesNative.streaming?.observe(call);
    const delta = frame('response.output_text.delta', { delta: 'a', output_index: 0, item_id: 'x' });
    expect(sut?.translate(delta)).toEqual({ kind: 'content', bytes: delta });
    const end = frame('response.completed', {
      response: { status: 'completed', output: [], usage: { input_tokens: 1, output_tokens: 2 } },
    });
    expect(sut?.translate(end)).toEqual({ kind: 'done', bytes: end });
    expect(sut).toMatchObject({ isComplete: true, usage: { inputTokens: 1, outputTokens: 2 } });
    expect(sut?.end()).toHaveLength(0);
  });

  it('keeps the error of the endpoint from the client', () => {
    const sut = responsesNative.streaming?.observe(call);
    const failed = frame('response.failed', { response: { status: 'failed', error: { message: 'm' } } });
    expect(sut?.translate(failed)).toEqual({ kind: 'error', bytes: null });
    expect(sut).toMatchObject({ isComplete: false, error: { message: 'm' } });
  });
});

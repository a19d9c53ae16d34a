import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from './api-error';
import { callApi } from './client';

function answerWith(response: Response): ReturnType<typeof vi.fn> {
  const fetch = vi.fn(() => Promise.resolve(response));
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

async function failureOf(call: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error('expected an ApiError');
  return error;
}

describe(callApi.name, () => {
  afterEach(() => vi.unstubAllGlobals());

  it('sends JSON and returns the parsed answer', async () => {
    const fetch = answerWith(Response.json({ id: 1 }));
    await expect(callApi('POST', '/endpoints', { body: { name: 'a' } })).resolves.toEqual({ id: 1 });
    expect(fetch).toHaveBeenCalledWith(
      '/api/admin/endpoints',
      expect.objectContaining({ method: 'POST', body: '{"name":"a"}' }),
    );
  });

  it('keeps field errors and the request id', async () => {
    answerWith(
      Response.json(
        {
          error: {
            code: 'invalid',
            message: 'Not valid.',
            fields: [{ field: 'url', message: 'Bad URL' }, 7],
          },
          request_id: 'req-1',
        },
        { status: 422 },
      ),
    );
    const error = await failureOf(callApi('GET', '/endpoints'));
    expect(error).toMatchObject({ status: 422, code: 'invalid', message: 'Not valid.', requestId: 'req-1' });
    expect(error.fields).toEqual([{ field: 'url', message: 'Bad URL' }]);
  });

  it('reads how long to wait', async () => {
    answerWith(Response.json({}, { status: 429, headers: { 'retry-after': '30' } }));
    expect((await failureOf(callApi('POST', '/session'))).retryAfterSeconds).toBe(30);
  });

  it('explains a refusal that did not come from the API', async () => {
    answerWith(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    expect((await failureOf(callApi('GET', '/usage'))).message).toBe('The server answered 502 Bad Gateway');
  });

  it('refuses a successful answer that is not JSON', async () => {
    answerWith(new Response('<!doctype html>'));
    expect((await failureOf(callApi('GET', '/usage'))).code).toBe('unexpected_answer');
  });

  it('turns a lost connection into an ApiError', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
    expect(await failureOf(callApi('GET', '/usage'))).toMatchObject({ status: null, code: 'network_error' });
  });

  it('lets a cancelled call stay a cancellation', async () => {
    const abort = new AbortController();
    abort.abort();
    vi.stubGlobal('fetch', () => Promise.reject(abort.signal.reason));
    await expect(callApi('GET', '/usage', { signal: abort.signal })).rejects.toBe(abort.signal.reason);
  });
});

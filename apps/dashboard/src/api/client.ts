import { ApiError } from './api-error';
import { readApiError } from './read-api-error';

const basePath = '/api/admin';

type CallOptions = { body?: unknown; signal?: AbortSignal };

/** Calls the admin API. The answer's type is the caller's claim; failures are always an ApiError. */
export async function callApi<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  options: CallOptions = {},
): Promise<Answer> {
  const { response, text } = await exchange(basePath + path, {
    method,
    headers: {
      accept: 'application/json',
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
    credentials: 'same-origin',
  });
  const body = parseJson(text);
  if (!response.ok) throw readApiError(response, body);
  if (body === undefined) {
    throw new ApiError({
      status: response.status,
      code: 'unexpected_answer',
      message: 'The server sent an answer that is not JSON.',
    });
  }
  return body as Answer;
}

async function exchange(url: string, init: RequestInit): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, init);
    return { response, text: await response.text() };
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError(
      {
        status: null,
        code: 'network_error',
        message: 'The server could not be reached. Check the connection and try again.',
      },
      { cause },
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

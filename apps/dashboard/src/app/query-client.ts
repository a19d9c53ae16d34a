import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from '../api/api-error';
import { queryKeys } from '../api/query-keys';

export function createQueryClient(): QueryClient {
  // A 401 means the session is gone: asking for it again makes the gate show sign-in.
  function onError(error: Error): void {
    if (isApiError(error) && error.status === 401) {
      void client.invalidateQueries({ queryKey: queryKeys.session });
    }
  }

  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: { staleTime: 5_000, retry: shouldRetry, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/** Once more after a lost connection or a server fault; a refusal will not change by asking again. */
function shouldRetry(failures: number, error: Error): boolean {
  const isRefusal = isApiError(error) && error.status !== null && error.status < 500;
  return failures < 1 && !isRefusal;
}

function isApiError(error: Error): error is ApiError {
  return error instanceof ApiError;
}

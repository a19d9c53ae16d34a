import { queryOptions } from '@tanstack/react-query';
import { callApi } from './client';
import { queryKeys } from './query-keys';
import type { Endpoint } from './types';

/** Here and not in a feature: endpoints and virtual models both read it. */
export const endpointsQuery = queryOptions({
  queryKey: queryKeys.endpoints,
  queryFn: ({ signal }) => callApi<Endpoint[]>('GET', '/endpoints', { signal }),
});

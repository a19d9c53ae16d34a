import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../api/client';
import { endpointsQuery } from '../../api/endpoints-query';
import { queryKeys } from '../../api/query-keys';
import type { Endpoint, EndpointInput, EndpointTestResult, EndpointType } from '../../api/types';

const healthRefreshMs = 15_000;

export function useEndpoints() {
  return useQuery({ ...endpointsQuery, refetchInterval: healthRefreshMs });
}

export function useEndpointTypes() {
  return useQuery({
    queryKey: queryKeys.endpointTypes,
    queryFn: ({ signal }) => callApi<EndpointType[]>('GET', '/endpoint-types', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Creates when there is no id yet. */
export function useSaveEndpoint(id: number | null) {
  const onSuccess = useReload();
  return useMutation({
    mutationFn: (input: EndpointInput) =>
      id === null
        ? callApi<Endpoint>('POST', '/endpoints', { body: input })
        : callApi<Endpoint>('PUT', `/endpoints/${id}`, { body: input }),
    onSuccess,
  });
}

export function useDeleteEndpoint(id: number) {
  const onSuccess = useReload();
  return useMutation({
    mutationFn: () => callApi<{ success: boolean }>('DELETE', `/endpoints/${id}`),
    onSuccess,
  });
}

export function useTestEndpoint(id: number) {
  return useMutation({
    mutationFn: () => callApi<EndpointTestResult>('POST', `/endpoints/${id}/test`),
  });
}

/** Virtual models carry their endpoint's name, so they go stale together. */
function useReload() {
  const client = useQueryClient();
  return async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.endpoints }),
      client.invalidateQueries({ queryKey: queryKeys.virtualModels }),
    ]);
  };
}

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../api/client';
import { endpointsQuery } from '../../api/endpoints-query';
import { queryKeys } from '../../api/query-keys';
import type { EndpointModels, VirtualModel, VirtualModelInput } from '../../api/types';

export function useVirtualModels() {
  return useQuery({
    queryKey: queryKeys.virtualModels,
    queryFn: ({ signal }) => callApi<VirtualModel[]>('GET', '/virtual-models', { signal }),
  });
}

export function useEndpointChoices() {
  return useQuery(endpointsQuery);
}

/** What the endpoint itself says it serves; asked for by a button, so a mutation and not a query. */
export function useFetchEndpointModels() {
  return useMutation({
    mutationFn: (endpointId: string) => callApi<EndpointModels>('GET', `/endpoints/${endpointId}/models`),
  });
}

/** Creates when there is no id yet. */
export function useSaveVirtualModel(id: number | null) {
  const onSuccess = useReload();
  return useMutation({
    mutationFn: (input: VirtualModelInput) =>
      id === null
        ? callApi<VirtualModel>('POST', '/virtual-models', { body: input })
        : callApi<VirtualModel>('PUT', `/virtual-models/${id}`, { body: input }),
    onSuccess,
  });
}

export function useDeleteVirtualModel(id: number) {
  const onSuccess = useReload();
  return useMutation({
    mutationFn: () => callApi<{ success: boolean }>('DELETE', `/virtual-models/${id}`),
    onSuccess,
  });
}

function useReload() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeys.virtualModels });
}

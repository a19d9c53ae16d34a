import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callApi } from '../../api/client';
import { type ActivityFilter, queryKeys } from '../../api/query-keys';
import type { ActivityList } from '../../api/types';

const refreshMs = 10_000;

export function useActivity(filter: ActivityFilter, isRefreshed: boolean) {
  return useQuery({
    queryKey: queryKeys.activity(filter),
    queryFn: ({ signal }) => callApi<ActivityList>('GET', `/activity?${toQuery(filter)}`, { signal }),
    refetchInterval: isRefreshed ? refreshMs : false,
    placeholderData: keepPreviousData,
  });
}

function toQuery({ limit, status, model }: ActivityFilter): string {
  const query = new URLSearchParams({ limit: String(limit) });
  if (status) query.set('status', status);
  if (model) query.set('model', model);
  return query.toString();
}

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { callApi } from '../../api/client';
import { queryKeys } from '../../api/query-keys';
import type { UsageReport } from '../../api/types';
import { startOfRange, type UsageRange } from './usage-range';

export function useUsage(range: UsageRange) {
  return useQuery({
    queryKey: queryKeys.usage(range),
    queryFn: ({ signal }) => {
      const endSeconds = Math.floor(Date.now() / 1000);
      const startSeconds = startOfRange(range, endSeconds);
      return callApi<UsageReport>('GET', `/usage?start_date=${startSeconds}&end_date=${endSeconds}`, {
        signal,
      });
    },
    placeholderData: keepPreviousData,
  });
}

import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';

type RefreshButtonProps = { query: Pick<UseQueryResult, 'isFetching' | 'refetch'> };

export function RefreshButton({ query }: RefreshButtonProps) {
  return (
    <Button variant="default" loading={query.isFetching} onClick={() => void query.refetch()}>
      Refresh
    </Button>
  );
}

import { Center, Loader, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorAlert } from './error-alert';

type QueryViewProps<Data> = {
  query: UseQueryResult<Data, Error>;
  /** What is being read, as in "Could not load the endpoints". */
  what: string;
  children: (data: Data) => ReactNode;
};

/** Loading, failed and filled. After a failed refresh the last data stays, under the error. */
export function QueryView<Data>({ query, what, children }: QueryViewProps<Data>) {
  return (
    <Stack>
      {query.error && (
        <ErrorAlert
          title={query.data === undefined ? `Could not load ${what}` : `Could not refresh ${what}`}
          error={query.error}
          onRetry={() => void query.refetch()}
          isRetrying={query.isFetching}
        />
      )}
      {query.isPending && (
        <Center p="xl">
          <Loader role="status" aria-label={`Loading ${what}`} />
        </Center>
      )}
      {query.data !== undefined && children(query.data)}
    </Stack>
  );
}

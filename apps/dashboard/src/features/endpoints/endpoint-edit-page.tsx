import { Text } from '@mantine/core';
import { useParams } from 'react-router';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { EndpointForm } from './endpoint-form';
import { useEndpoints } from './use-endpoints';

export function EndpointEditPage() {
  const { id } = useParams();
  const endpoints = useEndpoints();
  if (id === 'new') {
    return (
      <Page title="Add endpoint">
        <EndpointForm key="new" endpoint={null} />
      </Page>
    );
  }
  return (
    <Page title="Edit endpoint">
      <QueryView query={endpoints} what="the endpoint">
        {(rows) => {
          const endpoint = rows.find((row) => String(row.id) === id);
          return endpoint ? <EndpointForm key={endpoint.id} endpoint={endpoint} /> : <NoSuchEndpoint />;
        }}
      </QueryView>
    </Page>
  );
}

function NoSuchEndpoint() {
  return (
    <EmptyState title="There is no such endpoint">
      <Text size="sm" c="dimmed">
        It may have been deleted.
      </Text>
    </EmptyState>
  );
}

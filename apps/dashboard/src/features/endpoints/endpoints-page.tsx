import { Text } from '@mantine/core';
import { EmptyState } from '../../ui/empty-state';
import { LinkButton } from '../../ui/link-button';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { EndpointsTable } from './endpoints-table';
import { useEndpoints } from './use-endpoints';

export function EndpointsPage() {
  const endpoints = useEndpoints();
  return (
    <Page
      title="Endpoints"
      description="The model servers that requests are sent to."
      actions={<LinkButton to="/endpoints/new">Add endpoint</LinkButton>}
    >
      <QueryView query={endpoints} what="the endpoints">
        {(rows) => (rows.length === 0 ? <NoEndpoints /> : <EndpointsTable endpoints={rows} />)}
      </QueryView>
    </Page>
  );
}

function NoEndpoints() {
  return (
    <EmptyState title="No endpoints yet">
      <Text size="sm" c="dimmed">
        Add one, then give its models a name under “Virtual models”.
      </Text>
    </EmptyState>
  );
}

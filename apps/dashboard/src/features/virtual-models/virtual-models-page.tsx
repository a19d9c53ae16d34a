import { Text } from '@mantine/core';
import { EmptyState } from '../../ui/empty-state';
import { ErrorAlert } from '../../ui/error-alert';
import { LinkButton } from '../../ui/link-button';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { useEndpointChoices, useVirtualModels } from './use-virtual-models';
import { VirtualModelsTable } from './virtual-models-table';

export function VirtualModelsPage() {
  const models = useVirtualModels();
  const endpoints = useEndpointChoices();
  const demoEndpointIds = new Set(
    endpoints.data?.filter((endpoint) => endpoint.origin === 'demo').map((endpoint) => endpoint.id),
  );
  return (
    <Page
      title="Virtual models"
      description="The model names that callers use, and where each one leads."
      actions={<LinkButton to="/virtual-models/new">Add virtual model</LinkButton>}
    >
      {endpoints.error && <ErrorAlert title="Could not load the endpoints" error={endpoints.error} />}
      <QueryView query={models} what="the virtual models">
        {(rows) =>
          rows.length === 0 ? (
            <NoVirtualModels />
          ) : (
            <VirtualModelsTable models={rows} demoEndpointIds={demoEndpointIds} />
          )
        }
      </QueryView>
    </Page>
  );
}

function NoVirtualModels() {
  return (
    <EmptyState title="No virtual models yet">
      <Text size="sm" c="dimmed">
        Callers can only use models that have a name here.
      </Text>
    </EmptyState>
  );
}

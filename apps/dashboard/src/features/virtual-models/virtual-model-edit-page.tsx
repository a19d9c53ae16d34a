import { Text } from '@mantine/core';
import { useParams } from 'react-router';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { useVirtualModels } from './use-virtual-models';
import { VirtualModelForm } from './virtual-model-form';

export function VirtualModelEditPage() {
  const { id } = useParams();
  const models = useVirtualModels();
  if (id === 'new') {
    return (
      <Page title="Add virtual model">
        <VirtualModelForm key="new" model={null} />
      </Page>
    );
  }
  return (
    <Page title="Edit virtual model">
      <QueryView query={models} what="the virtual model">
        {(rows) => {
          const model = rows.find((row) => String(row.id) === id);
          return model ? <VirtualModelForm key={model.id} model={model} /> : <NoSuchVirtualModel />;
        }}
      </QueryView>
    </Page>
  );
}

function NoSuchVirtualModel() {
  return (
    <EmptyState title="There is no such virtual model">
      <Text size="sm" c="dimmed">
        It may have been deleted.
      </Text>
    </EmptyState>
  );
}

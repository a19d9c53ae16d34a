import { Badge, Group } from '@mantine/core';
import type { VirtualModel } from '../../api/types';
import { type Column, DataTable } from '../../ui/data-table';
import { LongText } from '../../ui/long-text';
import { PriceCell } from './price-cell';
import { VirtualModelActions } from './virtual-model-actions';

type VirtualModelsTableProps = { models: VirtualModel[]; demoEndpointIds: Set<number> };

export function VirtualModelsTable({ models, demoEndpointIds }: VirtualModelsTableProps) {
  const columns: Column<VirtualModel>[] = [
    {
      header: 'Name',
      cell: (model) => <VirtualModelName model={model} isDemo={demoEndpointIds.has(model.endpoint_id)} />,
    },
    { header: 'Endpoint', cell: (model) => <LongText>{model.endpoint_name}</LongText> },
    { header: 'Actual model', cell: (model) => <LongText ff="monospace">{model.actual_model}</LongText> },
    {
      header: 'In / 1M tokens',
      isNumeric: true,
      cell: (model) => (
        <PriceCell price={model.cost_per_1m_tokens_in} cachedPrice={model.cost_per_1m_tokens_in_cached} />
      ),
    },
    {
      header: 'Out / 1M tokens',
      isNumeric: true,
      cell: (model) => (
        <PriceCell price={model.cost_per_1m_tokens_out} cachedPrice={model.cost_per_1m_tokens_out_cached} />
      ),
    },
    {
      header: 'Actions',
      isHeaderHidden: true,
      cell: (model) => <VirtualModelActions model={model} />,
    },
  ];
  return <DataTable label="Virtual models" columns={columns} rows={models} rowKey={(model) => model.id} />;
}

function VirtualModelName({ model, isDemo }: { model: VirtualModel; isDemo: boolean }) {
  return (
    <>
      <Group gap="xs" miw={160}>
        <LongText fw={600}>{model.name}</LongText>
        {isDemo && <Badge variant="light">demo</Badge>}
        {!model.enabled && <Badge variant="default">disabled</Badge>}
      </Group>
      {model.description && (
        <LongText size="xs" c="dimmed">
          {model.description}
        </LongText>
      )}
    </>
  );
}

import { Text } from '@mantine/core';
import type { ModelUsage } from '../../api/types';
import { formatDuration } from '../../format/duration';
import { formatCount } from '../../format/tokens';
import { type Column, DataTable } from '../../ui/data-table';
import { LongText } from '../../ui/long-text';
import { CostSum, TokenSum } from './usage-sums';

const columns: Column<ModelUsage>[] = [
  { header: 'Model', cell: (row) => <LongText fw={600}>{row.virtual_model || '(none)'}</LongText> },
  { header: 'Requests', isNumeric: true, cell: (row) => formatCount(row.requests) },
  { header: 'Failed', isNumeric: true, cell: (row) => formatCount(row.error_requests) },
  { header: 'Tokens in', isNumeric: true, cell: (row) => <TokenSum of={row} count={row.prompt_tokens} /> },
  { header: 'Cached', isNumeric: true, cell: (row) => formatCount(row.cached_tokens) },
  {
    header: 'Tokens out',
    isNumeric: true,
    cell: (row) => <TokenSum of={row} count={row.completion_tokens} />,
  },
  { header: 'Avg. time', isNumeric: true, cell: (row) => formatDuration(row.avg_response_time_ms) },
  { header: 'Cost', isNumeric: true, cell: (row) => <ModelCost row={row} /> },
];

export function ModelUsageTable({ rows }: { rows: ModelUsage[] }) {
  return (
    <DataTable label="Usage by model" columns={columns} rows={rows} rowKey={(row) => row.virtual_model} />
  );
}

function ModelCost({ row }: { row: ModelUsage }) {
  return (
    <div>
      <CostSum of={row} />
      {row.unpriced_requests > 0 && (
        <Text size="xs" c="dimmed">
          {formatCount(row.unpriced_requests)} without a price
        </Text>
      )}
    </div>
  );
}

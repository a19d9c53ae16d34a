import { Box } from '@mantine/core';
import type { ActivityItem } from '../../api/types';
import { type Column, DataTable } from '../../ui/data-table';
import { LongText } from '../../ui/long-text';
import { Timestamp } from '../../ui/timestamp';
import {
  CallerCell,
  CostCell,
  DurationCell,
  ModelCell,
  OutcomeCell,
  RequestCell,
  TokensCell,
} from './activity-cells';

const columns: Column<ActivityItem>[] = [
  { header: 'Time', cell: (item) => <Timestamp iso={item.created_at} /> },
  { header: 'Outcome', cell: (item) => <OutcomeCell item={item} /> },
  { header: 'Model', cell: (item) => <ModelCell item={item} /> },
  { header: 'Request', cell: (item) => <RequestCell item={item} /> },
  { header: 'Caller', cell: (item) => <CallerCell item={item} /> },
  { header: 'Duration', isNumeric: true, cell: (item) => <DurationCell item={item} /> },
  {
    header: 'Tokens in',
    isNumeric: true,
    cell: (item) => <TokensCell item={item} count={item.prompt_tokens} />,
  },
  {
    header: 'Tokens out',
    isNumeric: true,
    cell: (item) => <TokensCell item={item} count={item.completion_tokens} />,
  },
  { header: 'Cost', isNumeric: true, cell: (item) => <CostCell item={item} /> },
];

type ActivityTableProps = { items: ActivityItem[]; isStale: boolean };

export function ActivityTable({ items, isStale }: ActivityTableProps) {
  return (
    <Box fz="sm" opacity={isStale ? 0.5 : 1} aria-busy={isStale}>
      <DataTable
        label="Activity"
        columns={columns}
        rows={items}
        rowKey={(item) => `${item.created_at} ${item.request_id}`}
        rowDetail={(item) =>
          item.error_summary && (
            <LongText size="xs" c="red">
              {item.error_summary}
            </LongText>
          )
        }
      />
    </Box>
  );
}

import type { DailyUsage } from '../../api/types';
import { formatCount } from '../../format/tokens';
import { type Column, DataTable } from '../../ui/data-table';
import { CostSum, TokenSum } from './usage-sums';

const columns: Column<DailyUsage>[] = [
  { header: 'Day', cell: (row) => row.date },
  { header: 'Requests', isNumeric: true, cell: (row) => formatCount(row.requests) },
  { header: 'Tokens in', isNumeric: true, cell: (row) => <TokenSum of={row} count={row.prompt_tokens} /> },
  {
    header: 'Tokens out',
    isNumeric: true,
    cell: (row) => <TokenSum of={row} count={row.completion_tokens} />,
  },
  { header: 'Cost', isNumeric: true, cell: (row) => <CostSum of={row} /> },
];

export function DailyUsageTable({ rows }: { rows: DailyUsage[] }) {
  const newestFirst = rows.toSorted((one, other) => other.date.localeCompare(one.date));
  return <DataTable label="Usage by day" columns={columns} rows={newestFirst} rowKey={(row) => row.date} />;
}

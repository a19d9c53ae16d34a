import type { DailyUsage } from '../../api/types';
import { formatMoney } from '../../format/money';
import { formatCount } from '../../format/tokens';
import { type Column, DataTable } from '../../ui/data-table';

const columns: Column<DailyUsage>[] = [
  { header: 'Day', cell: (row) => row.date },
  { header: 'Requests', isNumeric: true, cell: (row) => formatCount(row.requests) },
  { header: 'Tokens in', isNumeric: true, cell: (row) => formatCount(row.prompt_tokens) },
  { header: 'Tokens out', isNumeric: true, cell: (row) => formatCount(row.completion_tokens) },
  { header: 'Cost', isNumeric: true, cell: (row) => formatMoney(row.cost) },
];

export function DailyUsageTable({ rows }: { rows: DailyUsage[] }) {
  const newestFirst = rows.toSorted((one, other) => other.date.localeCompare(one.date));
  return <DataTable label="Usage by day" columns={columns} rows={newestFirst} rowKey={(row) => row.date} />;
}

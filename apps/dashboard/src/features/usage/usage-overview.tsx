import { Alert, Stack, Text, Title } from '@mantine/core';
import type { UsageReport, UsageSummary } from '../../api/types';
import { formatCount } from '../../format/tokens';
import { EmptyState } from '../../ui/empty-state';
import { DailyUsageTable } from './daily-usage-table';
import { ModelUsageTable } from './model-usage-table';
import { UsageTiles } from './usage-tiles';

type UsageOverviewProps = { report: UsageReport; isStale: boolean };

export function UsageOverview({ report, isStale }: UsageOverviewProps) {
  if (report.summary.total_requests === 0) {
    return (
      <EmptyState title="No requests in this time">
        <Text size="sm" c="dimmed">
          Usage appears here soon after the first request.
        </Text>
      </EmptyState>
    );
  }
  return (
    <Stack opacity={isStale ? 0.5 : 1} aria-busy={isStale}>
      <UsageTiles summary={report.summary} />
      <UnpricedNote summary={report.summary} />
      <Title order={2} size="h4" mt="sm">
        By model
      </Title>
      <ModelUsageTable rows={report.by_model} />
      <Title order={2} size="h4" mt="sm">
        By day (UTC)
      </Title>
      <DailyUsageTable rows={report.daily_breakdown} />
    </Stack>
  );
}

function UnpricedNote({ summary }: { summary: UsageSummary }) {
  if (summary.unpriced_requests === 0) return null;
  return (
    <Alert color="yellow" title="The cost is not complete">
      {formatCount(summary.unpriced_requests)} of {formatCount(summary.total_requests)} requests had no known
      price, so they are not part of it. Prices are set at the virtual model.
    </Alert>
  );
}

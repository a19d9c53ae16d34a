import { Group, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { RefreshButton } from '../../ui/refresh-button';
import { UsageOverview } from './usage-overview';
import { type UsageRange, usageRanges } from './usage-range';
import { useUsage } from './use-usage';

export function UsagePage() {
  const [range, setRange] = useState<UsageRange>('24h');
  const usage = useUsage(range);
  return (
    <Page
      title="Usage"
      description="Requests, tokens and cost of the chosen time."
      actions={
        <Group gap="xs">
          <SegmentedControl
            aria-label="Time range"
            data={usageRanges}
            value={range}
            onChange={(value) => setRange(value as UsageRange)}
          />
          <RefreshButton query={usage} />
        </Group>
      }
    >
      <QueryView query={usage} what="the usage">
        {(report) => <UsageOverview report={report} isStale={usage.isPlaceholderData} />}
      </QueryView>
    </Page>
  );
}

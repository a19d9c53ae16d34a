import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { ActivityFilter } from '../../api/query-keys';
import { EmptyState } from '../../ui/empty-state';
import { Page } from '../../ui/page';
import { QueryView } from '../../ui/query-view';
import { RefreshButton } from '../../ui/refresh-button';
import { ActivityFilters } from './activity-filters';
import { ActivityTable } from './activity-table';
import { useActivity } from './use-activity';

const debounceMs = 300;

export function ActivityPage() {
  const [typed, setTyped] = useState<ActivityFilter>({ limit: 100, status: '', model: '' });
  const [isRefreshed, setIsRefreshed] = useState(true);
  const [model] = useDebouncedValue(typed.model.trim(), debounceMs);
  const activity = useActivity({ ...typed, model }, isRefreshed);
  const isFiltered = Boolean(typed.status || model);
  return (
    <Page
      title="Activity"
      description="The newest requests first."
      actions={<RefreshButton query={activity} />}
    >
      <ActivityFilters
        filter={typed}
        onFilterChange={setTyped}
        isRefreshed={isRefreshed}
        onRefreshedChange={setIsRefreshed}
      />
      <QueryView query={activity} what="the activity">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={isFiltered ? 'No request matches' : 'No requests yet'} />
          ) : (
            <ActivityTable items={items} isStale={activity.isPlaceholderData} />
          )
        }
      </QueryView>
    </Page>
  );
}

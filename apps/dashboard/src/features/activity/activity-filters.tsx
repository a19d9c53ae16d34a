import { Group, NativeSelect, Switch, TextInput } from '@mantine/core';
import type { ActivityFilter } from '../../api/query-keys';
import { outcomes } from './outcomes';

type ActivityFiltersProps = {
  filter: ActivityFilter;
  onFilterChange: (filter: ActivityFilter) => void;
  isRefreshed: boolean;
  onRefreshedChange: (isRefreshed: boolean) => void;
};

const limits = ['50', '100', '200', '500'];
const outcomeChoices = [
  { value: '', label: 'All' },
  ...Object.entries(outcomes).map(([value, { label }]) => ({ value, label })),
];

export function ActivityFilters(props: ActivityFiltersProps) {
  const { filter, onFilterChange, isRefreshed, onRefreshedChange } = props;
  return (
    <Group align="flex-end">
      <NativeSelect
        label="Outcome"
        data={outcomeChoices}
        value={filter.status}
        onChange={(event) => onFilterChange({ ...filter, status: event.currentTarget.value })}
      />
      <TextInput
        label="Model"
        type="search"
        placeholder="part of a name"
        value={filter.model}
        onChange={(event) => onFilterChange({ ...filter, model: event.currentTarget.value })}
      />
      <NativeSelect
        label="Show at most"
        data={limits}
        value={String(filter.limit)}
        onChange={(event) => onFilterChange({ ...filter, limit: Number(event.currentTarget.value) })}
      />
      <Switch
        label="Refresh every 10 s"
        pb={8}
        checked={isRefreshed}
        onChange={(event) => onRefreshedChange(event.currentTarget.checked)}
      />
    </Group>
  );
}

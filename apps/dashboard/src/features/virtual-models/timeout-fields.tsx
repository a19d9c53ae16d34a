import { Fieldset, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { DraftFieldsProps } from './draft-fields';
import type { timeoutFields } from './virtual-model-draft';

type TimeoutField = (typeof timeoutFields)[number];

const labels: Record<TimeoutField, string> = {
  connect_timeout_ms: 'To connect',
  first_event_timeout_ms: 'Until the answer begins',
  idle_timeout_ms: 'Pause within the answer',
  total_timeout_ms: 'In all',
};

export function TimeoutFields({ draft, errors, change }: DraftFieldsProps) {
  return (
    <Fieldset legend="Longest waits, in milliseconds" mx={0}>
      <Text size="sm" c="dimmed" mb="sm">
        Empty: as set at the endpoint, or else for the gateway.
      </Text>
      <SimpleGrid cols={2}>
        {(Object.keys(labels) as TimeoutField[]).map((field) => (
          <TextInput
            key={field}
            label={labels[field]}
            inputMode="numeric"
            placeholder="unset"
            value={draft[field]}
            error={errors[field]}
            onChange={(event) => change(field, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

import { Fieldset, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { DraftFieldsProps } from './draft-fields';
import type { priceFields } from './virtual-model-draft';

type PriceField = (typeof priceFields)[number];

const labels: Record<PriceField, { label: string; whenEmpty: string }> = {
  cost_per_1m_tokens_in: { label: 'Input', whenEmpty: 'unknown' },
  cost_per_1m_tokens_out: { label: 'Output', whenEmpty: 'unknown' },
  cost_per_1m_tokens_in_cached: { label: 'Cached input', whenEmpty: 'as input' },
  cost_per_1m_tokens_out_cached: { label: 'Cached output', whenEmpty: 'as output' },
};

export function PriceFields({ draft, errors, change }: DraftFieldsProps) {
  return (
    <Fieldset legend="Price per million tokens, in US dollars" mx={0}>
      <Text size="sm" c="dimmed" mb="sm">
        Empty means unknown: the cost of requests is then unknown too. 0 means free.
      </Text>
      <SimpleGrid cols={2}>
        {(Object.keys(labels) as PriceField[]).map((field) => (
          <TextInput
            key={field}
            label={labels[field].label}
            inputMode="decimal"
            placeholder={labels[field].whenEmpty}
            value={draft[field]}
            error={errors[field]}
            onChange={(event) => change(field, event.currentTarget.value)}
          />
        ))}
      </SimpleGrid>
    </Fieldset>
  );
}

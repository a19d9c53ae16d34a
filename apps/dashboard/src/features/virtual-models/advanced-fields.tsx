import { Checkbox, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { Disclosure } from '../../ui/disclosure';
import type { DraftFieldsProps } from './draft-fields';
import { TimeoutFields } from './timeout-fields';
import { advancedFields } from './virtual-model-draft';

export function AdvancedFields(props: DraftFieldsProps) {
  const { draft, errors, change } = props;
  return (
    <Disclosure label="Advanced" isForcedOpen={advancedFields.some((field) => errors[field])}>
      <Stack>
        <SamplingFields {...props} />
        <Textarea
          label="System prompt"
          description="Empty: none is added."
          autosize
          minRows={3}
          maxRows={16}
          value={draft.system_prompt}
          error={errors.system_prompt}
          onChange={(event) => change('system_prompt', event.currentTarget.value)}
        />
        <Textarea
          label="Custom headers"
          description="Sent to the endpoint, one per line as “Name: value”. They are stored and shown as typed."
          autosize
          minRows={2}
          maxRows={10}
          spellCheck={false}
          styles={{ input: { fontFamily: 'monospace' } }}
          value={draft.custom_headers}
          error={errors.custom_headers}
          onChange={(event) => change('custom_headers', event.currentTarget.value)}
        />
        <Checkbox
          label="Do not stream from the endpoint"
          description="Callers that ask for a stream still get one, made from the whole answer."
          checked={draft.disable_streaming}
          error={errors.disable_streaming}
          onChange={(event) => change('disable_streaming', event.currentTarget.checked)}
        />
        <Checkbox
          label="Never stream to callers"
          description="Callers always get one JSON answer, even when they ask for a stream."
          checked={draft.force_non_streaming}
          error={errors.force_non_streaming}
          onChange={(event) => change('force_non_streaming', event.currentTarget.checked)}
        />
        <TimeoutFields {...props} />
      </Stack>
    </Disclosure>
  );
}

const samplingFields = [
  { field: 'max_tokens', label: 'Max tokens', inputMode: 'numeric' },
  { field: 'temperature', label: 'Temperature', inputMode: 'decimal' },
  { field: 'top_p', label: 'Top p', inputMode: 'decimal' },
] as const;

function SamplingFields({ draft, errors, change }: DraftFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      {samplingFields.map(({ field, label, inputMode }) => (
        <TextInput
          key={field}
          label={label}
          inputMode={inputMode}
          placeholder="unset"
          value={draft[field]}
          error={errors[field]}
          onChange={(event) => change(field, event.currentTarget.value)}
        />
      ))}
    </SimpleGrid>
  );
}

import { Autocomplete, Button, type ComboboxItem, Group, Stack } from '@mantine/core';
import { useRef } from 'react';
import { ErrorAlert } from '../../ui/error-alert';
import type { DraftFieldsProps } from './draft-fields';
import { FetchedModels } from './fetched-models';
import { useFetchEndpointModels } from './use-virtual-models';

const shownAtMost = 200;

export function ActualModelField({ draft, errors, change }: DraftFieldsProps) {
  const fetchModels = useFetchEndpointModels();
  const input = useRef<HTMLInputElement>(null);
  const models = [...new Set(fetchModels.data?.models)];

  function fetchAndOffer(): void {
    fetchModels.mutate(draft.endpoint_id, {
      onSuccess: ({ models }) => {
        // Focus opens the list.
        if (models.length > 0) input.current?.focus();
      },
    });
  }

  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Autocomplete
          ref={input}
          flex={1}
          label="Actual model"
          description="The model's name at the endpoint."
          required
          autoCapitalize="none"
          spellCheck={false}
          data={models}
          filter={({ options, search }) => matching(options as ComboboxItem[], search)}
          maxDropdownHeight={300}
          value={draft.actual_model}
          error={errors.actual_model}
          onChange={(value) => change('actual_model', value)}
        />
        <Button
          variant="default"
          disabled={!draft.endpoint_id}
          loading={fetchModels.isPending}
          onClick={fetchAndOffer}
        >
          Fetch models
        </Button>
      </Group>
      {fetchModels.error && <ErrorAlert title="Could not fetch the models" error={fetchModels.error} />}
      {fetchModels.data && <FetchedModels result={fetchModels.data} />}
    </Stack>
  );
}

/** Once a listed model is chosen the whole list is offered again, so that it can be changed. */
function matching(options: ComboboxItem[], search: string): ComboboxItem[] {
  const wanted = search.trim().toLowerCase();
  const isChosen = options.some((option) => option.value === search);
  const found = isChosen ? options : options.filter((option) => option.value.toLowerCase().includes(wanted));
  return found.slice(0, shownAtMost);
}

import { Group } from '@mantine/core';
import type { VirtualModel } from '../../api/types';
import { DeleteButton } from '../../ui/delete-button';
import { LinkButton } from '../../ui/link-button';
import { useDeleteVirtualModel } from './use-virtual-models';

export function VirtualModelActions({ model }: { model: VirtualModel }) {
  const remove = useDeleteVirtualModel(model.id);
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <LinkButton
        size="xs"
        variant="subtle"
        to={`/virtual-models/${model.id}`}
        aria-label={`Edit ${model.name}`}
      >
        Edit
      </LinkButton>
      <DeleteButton
        what={`virtual model “${model.name}”`}
        onConfirm={() => remove.mutate()}
        onDismiss={() => remove.reset()}
        isDeleting={remove.isPending}
        error={remove.error}
      >
        Callers that use this name will be refused. This cannot be undone.
      </DeleteButton>
    </Group>
  );
}

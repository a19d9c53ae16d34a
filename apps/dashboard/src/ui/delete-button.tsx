import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { ErrorAlert } from './error-alert';

type DeleteButtonProps = {
  /** What is deleted, as in "endpoint “main”". */
  what: string;
  children: ReactNode;
  onConfirm: () => void;
  onDismiss: () => void;
  isDeleting: boolean;
  error: Error | null;
};

/** Asks before deleting; the dialog stays open while it runs and when it fails. */
export function DeleteButton({ what, children, onConfirm, onDismiss, isDeleting, error }: DeleteButtonProps) {
  const [isOpen, dialog] = useDisclosure(false, { onClose: onDismiss });

  // Closed while it still runs, the dialog could not tell of a failure.
  function close(): void {
    if (!isDeleting) dialog.close();
  }

  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={dialog.open} aria-label={`Delete ${what}`}>
        Delete
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={`Delete ${what}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Stack>
          <Text size="sm">{children}</Text>
          {error && <ErrorAlert title="Not deleted" error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} disabled={isDeleting} data-autofocus>
              Cancel
            </Button>
            <Button color="red" onClick={onConfirm} loading={isDeleting}>
              Delete
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

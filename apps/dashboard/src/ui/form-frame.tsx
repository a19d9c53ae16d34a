import { Button, Group, Paper, Stack } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { ErrorAlert } from './error-alert';
import { LinkButton } from './link-button';
import type { FieldErrors } from './use-draft';

type FormFrameProps = {
  label: string;
  errors: FieldErrors;
  error: Error | null;
  isSaving: boolean;
  cancelTo: string;
  onSubmit: () => void;
  children: ReactNode;
};

export function FormFrame({ label, errors, error, isSaving, cancelTo, onSubmit, children }: FormFrameProps) {
  const form = useRef<HTMLFormElement>(null);
  const mustFocusError = useRef(false);

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isSaving) return;
    mustFocusError.current = true;
    onSubmit();
  }

  // After a refused save, and only then, the keyboard goes to the first field that is wrong.
  useEffect(() => {
    if (!mustFocusError.current || !Object.values(errors).some(Boolean)) return;
    mustFocusError.current = false;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);

  return (
    <Paper withBorder p="md" maw={720}>
      <form ref={form} onSubmit={submit} noValidate autoComplete="off" aria-label={label}>
        <Stack>
          {children}
          {error && <ErrorAlert title="Not saved" error={error} />}
          <Group justify="flex-end">
            <LinkButton to={cancelTo} variant="default">
              Cancel
            </LinkButton>
            <Button type="submit" loading={isSaving}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

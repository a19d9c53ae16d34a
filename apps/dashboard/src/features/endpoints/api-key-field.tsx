import { Checkbox, PasswordInput, Stack } from '@mantine/core';
import type { EndpointDraft } from './endpoint-draft';

type ApiKeyFieldProps = {
  /** Masked; empty when none is stored. */
  storedKey: string;
  draft: EndpointDraft;
  error: string | undefined;
  onChange: <Field extends 'api_key' | 'isKeyRemoved'>(field: Field, value: EndpointDraft[Field]) => void;
};

export function ApiKeyField({ storedKey, draft, error, onChange }: ApiKeyFieldProps) {
  return (
    <Stack gap="xs">
      <PasswordInput
        label="API key"
        description={
          storedKey ? `Stored: ${storedKey}. Type a new one to replace it.` : 'Empty: none is sent.'
        }
        placeholder={storedKey ? 'unchanged' : ''}
        // The browser's own saved password must not end up in here.
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the typed key' }}
        disabled={draft.isKeyRemoved}
        value={draft.api_key}
        error={error}
        onChange={(event) => onChange('api_key', event.currentTarget.value)}
      />
      {storedKey && (
        <Checkbox
          label="Remove the stored key"
          checked={draft.isKeyRemoved}
          onChange={(event) => onChange('isKeyRemoved', event.currentTarget.checked)}
        />
      )}
    </Stack>
  );
}

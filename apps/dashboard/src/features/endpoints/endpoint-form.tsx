import { NativeSelect, Switch, TextInput } from '@mantine/core';
import { useNavigate } from 'react-router';
import type { Endpoint } from '../../api/types';
import { ErrorAlert } from '../../ui/error-alert';
import { FormFrame } from '../../ui/form-frame';
import { errorWithoutField, useDraft } from '../../ui/use-draft';
import { ApiKeyField } from './api-key-field';
import { checkEndpointDraft, endpointFields, readEndpointDraft, startEndpointDraft } from './endpoint-draft';
import { endpointTypeChoices } from './endpoint-type-choices';
import { useEndpointTypes, useSaveEndpoint } from './use-endpoints';

export function EndpointForm({ endpoint }: { endpoint: Endpoint | null }) {
  const navigate = useNavigate();
  const types = useEndpointTypes();
  const save = useSaveEndpoint(endpoint?.id ?? null);
  const { draft, errors, change, setErrors, showServerErrors } = useDraft(startEndpointDraft(endpoint));
  const type = types.data?.find((candidate) => candidate.type === draft.endpoint_type);

  function submit(): void {
    const found = checkEndpointDraft(draft);
    setErrors(found);
    save.reset();
    if (Object.keys(found).length > 0) return;
    save.mutate(readEndpointDraft(draft), {
      onSuccess: () => void navigate('/endpoints'),
      onError: showServerErrors,
    });
  }

  return (
    <FormFrame
      label={endpoint ? `Edit endpoint ${endpoint.name}` : 'Add endpoint'}
      errors={errors}
      error={errorWithoutField(save.error, endpointFields)}
      isSaving={save.isPending}
      cancelTo="/endpoints"
      onSubmit={submit}
    >
      <TextInput
        label="Name"
        required
        value={draft.name}
        error={errors.name}
        onChange={(event) => change('name', event.currentTarget.value)}
      />
      {types.error && (
        <ErrorAlert
          title="Could not load the endpoint types"
          error={types.error}
          onRetry={() => void types.refetch()}
          isRetrying={types.isFetching}
        />
      )}
      <NativeSelect
        label="Type"
        data={endpointTypeChoices(types.data ?? [], draft.endpoint_type)}
        value={draft.endpoint_type}
        error={errors.endpoint_type}
        onChange={(event) => change('endpoint_type', event.currentTarget.value)}
      />
      <TextInput
        label="URL"
        type="url"
        required
        description={type && `For example ${type.example_url}`}
        value={draft.url}
        error={errors.url}
        onChange={(event) => change('url', event.currentTarget.value)}
      />
      <ApiKeyField
        storedKey={endpoint?.api_key ?? ''}
        draft={draft}
        error={errors.api_key}
        onChange={change}
      />
      <TextInput
        label="Priority"
        description="Where several endpoints could serve, the higher number is preferred."
        inputMode="numeric"
        required
        value={draft.priority}
        error={errors.priority}
        onChange={(event) => change('priority', event.currentTarget.value)}
      />
      <TextInput
        label="Health check URL"
        type="url"
        description="Asked regularly to see whether the endpoint works. Empty: never checked."
        value={draft.health_check_url}
        error={errors.health_check_url}
        onChange={(event) => change('health_check_url', event.currentTarget.value)}
      />
      <Switch
        label="Enabled"
        checked={draft.enabled}
        error={errors.enabled}
        onChange={(event) => change('enabled', event.currentTarget.checked)}
      />
    </FormFrame>
  );
}

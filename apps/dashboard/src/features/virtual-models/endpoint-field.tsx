import { NativeSelect } from '@mantine/core';
import { ErrorAlert } from '../../ui/error-alert';
import type { DraftFieldsProps } from './draft-fields';
import { useEndpointChoices } from './use-virtual-models';

export function EndpointField({ draft, errors, change }: DraftFieldsProps) {
  const endpoints = useEndpointChoices();
  const choices = endpoints.data?.map((endpoint) => ({
    value: String(endpoint.id),
    label: endpoint.enabled ? endpoint.name : `${endpoint.name} (disabled)`,
  }));
  return (
    <>
      {endpoints.error && (
        <ErrorAlert
          title="Could not load the endpoints"
          error={endpoints.error}
          onRetry={() => void endpoints.refetch()}
          isRetrying={endpoints.isFetching}
        />
      )}
      <NativeSelect
        label="Endpoint"
        required
        {...(choices?.length === 0 ? { description: 'There is none yet: add an endpoint first.' } : {})}
        data={[
          { value: '', label: endpoints.isPending ? 'Loading…' : 'Choose…', disabled: true },
          ...(choices ?? []),
        ]}
        value={draft.endpoint_id}
        error={errors.endpoint_id}
        onChange={(event) => change('endpoint_id', event.currentTarget.value)}
      />
    </>
  );
}

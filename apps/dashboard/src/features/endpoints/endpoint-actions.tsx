import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Endpoint, EndpointTestResult } from '../../api/types';
import { formatDuration } from '../../format/duration';
import { DeleteButton } from '../../ui/delete-button';
import { LinkButton } from '../../ui/link-button';
import { LongText } from '../../ui/long-text';
import { useDeleteEndpoint, useTestEndpoint } from './use-endpoints';

export function EndpointActions({ endpoint }: { endpoint: Endpoint }) {
  const test = useTestEndpoint(endpoint.id);
  const remove = useDeleteEndpoint(endpoint.id);
  return (
    <Stack gap={4}>
      <Group gap={4} justify="flex-end" wrap="nowrap">
        <Button
          size="xs"
          variant="default"
          onClick={() => test.mutate()}
          loading={test.isPending}
          aria-label={`Test ${endpoint.name}`}
        >
          Test
        </Button>
        <LinkButton
          size="xs"
          variant="subtle"
          to={`/endpoints/${endpoint.id}`}
          aria-label={`Edit ${endpoint.name}`}
        >
          Edit
        </LinkButton>
        <DeleteButton
          what={`endpoint “${endpoint.name}”`}
          onConfirm={() => remove.mutate()}
          onDismiss={() => remove.reset()}
          isDeleting={remove.isPending}
          error={remove.error}
        >
          Requests can no longer be sent to it. This cannot be undone.
        </DeleteButton>
      </Group>
      <div role="status">
        {test.error && <TestLine isGood={false}>Not tested: {test.error.message}</TestLine>}
        {test.data && <TestLine isGood={test.data.reachable}>{describeTest(test.data)}</TestLine>}
      </div>
    </Stack>
  );
}

function TestLine({ isGood, children }: { isGood: boolean; children: ReactNode }) {
  return (
    <LongText size="xs" ta="right" c={isGood ? 'green' : 'red'}>
      {children}
    </LongText>
  );
}

function describeTest(result: EndpointTestResult): string {
  const verdict = result.reachable ? 'Reachable' : 'Not reachable';
  const status = result.status === null ? null : `status ${result.status}`;
  return [verdict, status, formatDuration(result.latency_ms), result.error].filter(Boolean).join(', ');
}

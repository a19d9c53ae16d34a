import { Badge, Group, Text } from '@mantine/core';
import type { Endpoint } from '../../api/types';
import { type Column, DataTable } from '../../ui/data-table';
import { LongText } from '../../ui/long-text';
import { EndpointActions } from './endpoint-actions';
import { EndpointHealthBadge } from './endpoint-health-badge';

const columns: Column<Endpoint>[] = [
  { header: 'Name', cell: (endpoint) => <EndpointName endpoint={endpoint} /> },
  { header: 'Type', cell: (endpoint) => <EndpointType type={endpoint.endpoint_type} /> },
  { header: 'URL', cell: (endpoint) => <LongText ff="monospace">{endpoint.url}</LongText> },
  { header: 'API key', cell: (endpoint) => <KeyMask mask={endpoint.api_key} /> },
  { header: 'Priority', isNumeric: true, cell: (endpoint) => endpoint.priority },
  { header: 'Health', cell: (endpoint) => <EndpointHealthBadge endpoint={endpoint} /> },
  {
    header: 'Actions',
    isHeaderHidden: true,
    cell: (endpoint) => <EndpointActions endpoint={endpoint} />,
  },
];

export function EndpointsTable({ endpoints }: { endpoints: Endpoint[] }) {
  return (
    <DataTable label="Endpoints" columns={columns} rows={endpoints} rowKey={(endpoint) => endpoint.id} />
  );
}

function EndpointName({ endpoint }: { endpoint: Endpoint }) {
  return (
    <Group gap="xs" miw={160}>
      <LongText fw={600}>{endpoint.name}</LongText>
      {endpoint.origin !== 'operator' && <Badge variant="light">{endpoint.origin}</Badge>}
      {!endpoint.enabled && <Badge variant="default">disabled</Badge>}
    </Group>
  );
}

function EndpointType({ type }: { type: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
      {type}
    </Text>
  );
}

function KeyMask({ mask }: { mask: string }) {
  return (
    <Text size="sm" style={{ whiteSpace: 'nowrap' }}>
      {mask || 'none'}
    </Text>
  );
}

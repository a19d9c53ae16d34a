import { Badge, Stack, Text } from '@mantine/core';
import type { Endpoint, EndpointHealth } from '../../api/types';
import { LongText } from '../../ui/long-text';
import { Timestamp } from '../../ui/timestamp';

const looks: Record<EndpointHealth['status'], { color: string; label: string }> = {
  healthy: { color: 'green', label: 'healthy' },
  unhealthy: { color: 'red', label: 'unhealthy' },
  circuit_open: { color: 'orange', label: 'circuit open' },
};

export function EndpointHealthBadge({ endpoint }: { endpoint: Endpoint }) {
  const { health } = endpoint;
  if (!health) {
    return (
      <Badge variant="dot" color="gray">
        not checked
      </Badge>
    );
  }
  const { color, label } = looks[health.status];
  return (
    <Stack gap={2} align="flex-start">
      <Badge variant="dot" color={color}>
        {label}
      </Badge>
      {health.circuit_open_until && (
        <Text size="xs">
          until <Timestamp iso={health.circuit_open_until} />
        </Text>
      )}
      {health.status !== 'healthy' && health.last_error && <LongText size="xs">{health.last_error}</LongText>}
      <Text size="xs" c="dimmed">
        checked <Timestamp iso={health.checked_at} />
        {health.consecutive_failures > 0 && `, ${health.consecutive_failures} failed in a row`}
      </Text>
    </Stack>
  );
}

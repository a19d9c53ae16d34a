import { Paper, Text } from '@mantine/core';

type StatTileProps = { label: string; value: string; note?: string; exactValue?: string };

export function StatTile({ label, value, note, exactValue }: StatTileProps) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text size="xl" fw={600} title={exactValue}>
        {value}
      </Text>
      {note && (
        <Text size="xs" c="dimmed">
          {note}
        </Text>
      )}
    </Paper>
  );
}

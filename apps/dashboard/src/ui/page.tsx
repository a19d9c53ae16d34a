import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

type PageProps = { title: string; description?: string; actions?: ReactNode; children: ReactNode };

export function Page({ title, description, actions, children }: PageProps) {
  return (
    <Stack gap="lg">
      <title>{`${title} · Switchyard`}</title>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h2">
            {title}
          </Title>
          {description && (
            <Text size="sm" c="dimmed">
              {description}
            </Text>
          )}
        </div>
        {actions}
      </Group>
      {children}
    </Stack>
  );
}

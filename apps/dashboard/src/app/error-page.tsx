import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { useRouteError } from 'react-router';

/** Shown when drawing a page failed: a fault in the dashboard itself. */
export function ErrorPage() {
  const error = useRouteError();
  return (
    <Center component="main" mih="100dvh" p="md">
      <title>Something broke · Switchyard</title>
      <Stack align="center" ta="center" role="alert">
        <Title order={1} size="h3">
          This page broke
        </Title>
        <Text c="dimmed">{error instanceof Error ? error.message : 'An unknown fault.'}</Text>
        <Button onClick={() => window.location.reload()}>Load it again</Button>
      </Stack>
    </Center>
  );
}

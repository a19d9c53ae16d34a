import { Button, Group, Text } from '@mantine/core';
import { useSession, useSignOut } from '../features/session/use-session';

export function Account() {
  const session = useSession();
  const signOut = useSignOut();
  if (!session.data) return null;
  if (!session.data.auth_enabled) {
    return (
      <Text size="sm" c="dimmed">
        Sign-in is off
      </Text>
    );
  }
  return (
    <Group gap="xs" wrap="nowrap">
      {signOut.error && (
        <Text size="sm" c="red" role="alert">
          Not signed out: {signOut.error.message}
        </Text>
      )}
      <Text size="sm" c="dimmed" visibleFrom="xs">
        {session.data.username}
      </Text>
      <Button size="xs" variant="default" onClick={() => signOut.mutate()} loading={signOut.isPending}>
        Sign out
      </Button>
    </Group>
  );
}

import { Center, Loader } from '@mantine/core';
import { Outlet } from 'react-router';
import { SignInPage } from '../features/session/sign-in-page';
import { useSession } from '../features/session/use-session';
import { ErrorAlert } from '../ui/error-alert';

/** Nothing behind it is drawn, or asked for, without a session. */
export function SessionGate() {
  const session = useSession();
  if (session.data) return session.data.authenticated ? <Outlet /> : <SignInPage />;
  return (
    <Center component="main" mih="100dvh" p="md">
      {session.error ? (
        <ErrorAlert
          title="Could not open the dashboard"
          error={session.error}
          onRetry={() => void session.refetch()}
          isRetrying={session.isFetching}
        />
      ) : (
        <Loader role="status" aria-label="Loading" />
      )}
    </Center>
  );
}

import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { callApi } from '../../api/client';
import { queryKeys } from '../../api/query-keys';
import type { Credentials, Session } from '../../api/types';

export function useSession() {
  return useQuery({
    queryKey: queryKeys.session,
    queryFn: ({ signal }) => callApi<Session>('GET', '/session', { signal }),
  });
}

export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => callApi<Session>('POST', '/session', { body: credentials }),
    onSuccess: (session) => startSession(client, session),
  });
}

export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi<{ success: boolean }>('DELETE', '/session'),
    onSuccess: () => startSession(client, { authenticated: false, auth_enabled: true, username: null }),
  });
}

/** What one operator has read is not kept for the next. */
async function startSession(client: QueryClient, session: Session): Promise<void> {
  await client.cancelQueries();
  client.setQueryData(queryKeys.session, session);
  client.removeQueries({ predicate: (query) => query.queryKey[0] !== queryKeys.session[0] });
}

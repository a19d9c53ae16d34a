import type { Outcome } from '../../api/types';

/** How each outcome is named and coloured; the order is that of the filter. */
export const outcomes: Record<Outcome, { label: string; color: string }> = {
  success: { label: 'Success', color: 'green' },
  auth_error: { label: 'Auth error', color: 'yellow' },
  client_error: { label: 'Client error', color: 'yellow' },
  client_closed: { label: 'Client closed', color: 'gray' },
  upstream_error: { label: 'Upstream error', color: 'red' },
  server_error: { label: 'Server error', color: 'red' },
};

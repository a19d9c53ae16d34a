import { GatewayError } from '@switchyard/domain';
import { toUpstreamError } from './upstream-client.js';

/** What was thrown while an answer was read. A connection that breaks within an answer is no failure to reach anybody. */
export function toBrokenAnswer(endpointName: string, thrown: unknown, signal?: AbortSignal): unknown {
  const error = toUpstreamError(thrown, signal);
  if (!(error instanceof GatewayError) || error.code !== 'upstream_unreachable') return error;
  const message = `The connection to endpoint "${endpointName}" broke within its answer.`;
  return new GatewayError('upstream_incomplete', message, { cause: error.cause });
}

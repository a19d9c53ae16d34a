import { toUpstreamError, type UpstreamClient } from '../transport/upstream-client.js';
import type { EndpointAccess } from './discover-models.js';

const TIMEOUT_MS = 10_000;

export type EndpointTest = {
  /** Something answered in the endpoint's name and did not refuse the key. */
  readonly reachable: boolean;
  readonly status: number | null;
  readonly latencyMs: number;
  readonly url: string;
  readonly error: string | null;
};

/** Calls the endpoint's model list with its key: the cheapest request that proves address and credential at once. */
export async function testEndpoint(client: UpstreamClient, endpoint: EndpointAccess): Promise<EndpointTest> {
  const [url = endpoint.url] = endpoint.type.modelListUrls(endpoint.url);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const startedAtMs = performance.now();
  const elapsedMs = () => Math.round(performance.now() - startedAtMs);
  try {
    const headers = endpoint.type.headers(endpoint.apiKey);
    const { status, body } = await client.send({ method: 'GET', url, headers, signal });
    body.destroy();
    const error = errorFor(status);
    return { reachable: error === null, status, latencyMs: elapsedMs(), url, error };
  } catch (error) {
    const reason = toUpstreamError(error, signal);
    const message = reason instanceof Error ? reason.message : String(reason);
    return { reachable: false, status: null, latencyMs: elapsedMs(), url, error: message };
  }
}

function errorFor(status: number): string | null {
  if (status === 401 || status === 403) return `The endpoint refused the key (HTTP ${status}).`;
  if (status >= 500) return `The endpoint answered with an error (HTTP ${status}).`;
  if (status === 404) return 'The address answered, but has no model list there (HTTP 404). Check the URL.';
  return status < 400 ? null : `The endpoint answered HTTP ${status}.`;
}

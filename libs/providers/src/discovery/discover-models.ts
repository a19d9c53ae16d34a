import type { Secret } from '@switchyard/domain';
import type { EndpointType } from '../endpoint-types/endpoint-type.js';
import { isJsonObject, tryParseJson } from '../json.js';
import { readBody } from '../transport/read-body.js';
import { toUpstreamError, type UpstreamClient } from '../transport/upstream-client.js';
import type { Attempt } from './attempt.js';

const TIMEOUT_MS = 10_000;
const MAX_LIST_BYTES = 16 * 1024 * 1024;

export type EndpointAccess = {
  readonly type: EndpointType;
  readonly url: string;
  readonly apiKey: Secret | null;
};

export type DiscoveredModels = {
  /** Sorted, without doubles. Empty when no address answered with a list. */
  readonly models: string[];
  readonly warning: string | null;
  readonly attempts: Attempt[];
};

/** Asks an endpoint for its models at each place where its type may keep the list, until one answers with it. */
export async function discoverModels(
  client: UpstreamClient,
  endpoint: EndpointAccess,
): Promise<DiscoveredModels> {
  const attempts: Attempt[] = [];
  for (const url of endpoint.type.modelListUrls(endpoint.url)) {
    const { models, ...attempt } = await readModelList(client, endpoint, url);
    attempts.push(attempt);
    if (models)
      return { models, warning: models.length === 0 ? 'The endpoint lists no models.' : null, attempts };
  }
  return { models: [], warning: 'No address answered with a list of models; see attempts.', attempts };
}

async function readModelList(
  client: UpstreamClient,
  endpoint: EndpointAccess,
  url: string,
): Promise<Attempt & { models: string[] | null }> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const headers = { accept: 'application/json', ...endpoint.type.headers(endpoint.apiKey) };
    const response = await client.send({ method: 'GET', url, headers, signal });
    const bytes = await readBody(response.body, MAX_LIST_BYTES);
    if (response.status !== 200)
      return { url, status: response.status, error: `HTTP ${response.status}`, models: null };
    const models = parseModelList(tryParseJson(bytes.toString('utf8')));
    return { url, status: 200, error: models ? null : 'not a list of models', models };
  } catch (error) {
    return { url, status: null, error: messageOf(toUpstreamError(error, signal)), models: null };
  }
}

/** `data` or `models`, each item named by `id`, `name` or `model`: the shapes in use among compatible services. */
export function parseModelList(body: unknown): string[] | null {
  const list = Array.isArray(body) ? body : isJsonObject(body) ? (body.data ?? body.models) : undefined;
  if (!Array.isArray(list)) return null;
  const names = list.filter(isJsonObject).map((item) => item.id ?? item.name ?? item.model);
  return [...new Set(names.filter((name): name is string => typeof name === 'string'))].sort();
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

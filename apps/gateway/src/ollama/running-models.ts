import { Injectable } from '@nestjs/common';
import type { ConfigView } from '@switchyard/platform';
import {
  isJsonObject,
  type JsonObject,
  readBody,
  tryParseJson,
  UpstreamClient,
  withoutLatest,
} from '@switchyard/providers';
import { EndpointCredentials } from '../endpoints/endpoint-credentials.js';
import { type OllamaTarget, ollamaTargetOf, ollamaUrl } from './ollama-target.js';

/** What an Ollama tells of the models it has loaded, by their names without `:latest`. */
export type LoadedModels = ReadonlyMap<string, JsonObject>;

const TIMEOUT_MS = 5_000;
const MAX_LIST_BYTES = 4 * 1024 * 1024;
const NONE: LoadedModels = new Map();

/** Asks Ollama endpoints which models they have loaded (`GET /api/ps`). */
@Injectable()
export class RunningModels {
  constructor(
    private readonly client: UpstreamClient,
    private readonly credentials: EndpointCredentials,
  ) {}

  /** By the id of the endpoint, for each Ollama that has a virtual model and keeps such a list. */
  async byEndpointId(view: ConfigView): Promise<ReadonlyMap<number, LoadedModels>> {
    const targets = new Map(
      [...view.modelByName.values()].flatMap((model) => {
        const target = ollamaTargetOf(view, model);
        return target ? [[target.endpoint.id, target] as const] : [];
      }),
    );
    const lists = await Promise.all(
      [...targets].map(async ([id, target]) => [id, await this.loadedAt(target)] as const),
    );
    return new Map(lists.flatMap(([id, list]) => (list ? [[id, list] as const] : [])));
  }

  /** @returns null where the endpoint keeps no list; an empty one where it cannot be asked, as then nothing runs there */
  private async loadedAt(target: OllamaTarget): Promise<LoadedModels | null> {
    if (!target.endpoint.enabled) return NONE;
    try {
      const response = await this.client.send({
        method: 'GET',
        url: ollamaUrl(target, 'ps'),
        headers: {
          accept: 'application/json',
          'user-agent': 'switchyard',
          ...target.type.headers(this.credentials.keyOf(target.endpoint.id)),
          ...target.customHeaders,
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const bytes = await readBody(response.body, MAX_LIST_BYTES);
      if (response.status === 404 || response.status === 405) return null;
      return response.status === 200 ? readList(bytes) : NONE;
    } catch {
      return NONE;
    }
  }
}

function readList(bytes: Buffer): LoadedModels {
  const body = tryParseJson(bytes.toString('utf8'));
  if (!isJsonObject(body) || !Array.isArray(body.models)) return NONE;
  return new Map(
    body.models.filter(isJsonObject).flatMap((entry) => {
      const name = entry.model ?? entry.name;
      return typeof name === 'string' ? [[withoutLatest(name), entry] as const] : [];
    }),
  );
}

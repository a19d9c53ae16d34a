import { type EndpointConfig, GatewayError, type VirtualModelConfig } from '@switchyard/domain';
import type { ConfigView } from '@switchyard/platform';
import { type EndpointType, findEndpointType } from '@switchyard/providers';

const NOT_IMPLEMENTED = 501;

/** An endpoint with Ollama's own API, and how it is spoken to. */
export type OllamaTarget = {
  readonly endpoint: EndpointConfig;
  readonly type: EndpointType;
  /** Those of the virtual model that led to it. */
  readonly customHeaders: Readonly<Record<string, string>>;
};

/** Where one of Ollama's routes is at an endpoint: they all stand side by side. `path` is as in `blobs/sha256:…`. */
export const ollamaUrl = ({ endpoint, type }: OllamaTarget, path: string): string =>
  new URL(path, type.surfaceUrl(endpoint.url, 'ollama-chat')).href;

/** The endpoint of a virtual model, enabled or not, where it speaks Ollama's API; null where it speaks another one. */
export function ollamaTargetOf(view: ConfigView, model: VirtualModelConfig): OllamaTarget | null {
  const endpoint = view.endpointById.get(model.endpointId);
  const type = endpoint && ollamaTypeOf(endpoint);
  return endpoint && type ? { endpoint, type, customHeaders: model.customHeaders } : null;
}

/** @throws {GatewayError} `endpoint_unavailable`: no other endpoint has the models of one that is disabled */
export function throwIfDisabled({ endpoint }: OllamaTarget): void {
  if (endpoint.enabled) return;
  throw new GatewayError('endpoint_unavailable', `Endpoint "${endpoint.name}" is disabled.`);
}

/**
 * Whom a request about models concerns: the endpoint of the first name that is a virtual model at an Ollama, else the
 * enabled Ollama of the highest priority.
 *
 * @throws {GatewayError} `unsupported_operation` where there is none, `endpoint_unavailable` as above
 */
export function findOllamaTarget(view: ConfigView, names: readonly string[]): OllamaTarget {
  for (const name of names) {
    const model = view.modelByName.get(name);
    const target = model && ollamaTargetOf(view, model);
    if (!target) continue;
    throwIfDisabled(target);
    return target;
  }
  const [preferred] = [...view.endpointById.values()].flatMap(toTarget).toSorted(byPriority);
  if (preferred) return preferred;
  throw new GatewayError('unsupported_operation', 'No Ollama endpoint is set up here that could do this.', {
    status: NOT_IMPLEMENTED,
  });
}

/** The real name of each virtual model among `names` that is at this endpoint. */
export const realNames = (
  view: ConfigView,
  { endpoint }: OllamaTarget,
  names: readonly string[],
): ReadonlyMap<string, string> =>
  new Map(
    names.flatMap((name) => {
      const model = view.modelByName.get(name);
      return model?.endpointId === endpoint.id ? [[name, model.actualModel] as const] : [];
    }),
  );

function ollamaTypeOf({ type }: EndpointConfig): EndpointType | null {
  const found = findEndpointType(type);
  return found?.dialect.natives['ollama-chat'] ? found : null;
}

function toTarget(endpoint: EndpointConfig): OllamaTarget[] {
  const type = ollamaTypeOf(endpoint);
  return type && endpoint.enabled ? [{ endpoint, type, customHeaders: {} }] : [];
}

/** The older of two that are equal. */
const byPriority = (a: OllamaTarget, b: OllamaTarget): number =>
  b.endpoint.priority - a.endpoint.priority || a.endpoint.id - b.endpoint.id;

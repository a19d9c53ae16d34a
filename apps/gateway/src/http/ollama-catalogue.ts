import type { VirtualModelConfig } from '@switchyard/domain';
import type { ConfigSource } from '@switchyard/platform';
import { type JsonObject, LifecycleRequest, withoutLatest } from '@switchyard/providers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { configInForce, resolveModel } from '../inference/resolve-model.js';
import type { OllamaForwarder } from '../ollama/ollama-forwarder.js';
import { ollamaTargetOf, throwIfDisabled } from '../ollama/ollama-target.js';
import type { LoadedModels, RunningModels } from '../ollama/running-models.js';

/** Clients parse it as a semantic version and switch features on by it: an Ollama that has all that is spoken here. */
const OLLAMA_VERSION = '0.12.0';

const details = {
  parent_model: '',
  format: '',
  family: 'switchyard',
  families: ['switchyard'],
  parameter_size: '',
  quantization_level: '',
};

const toEntry = (model: VirtualModelConfig) => ({
  name: model.name,
  model: model.name,
  modified_at: new Date(model.createdAtSeconds * 1000).toISOString(),
  size: 0,
  digest: '',
  details,
});

const listedModels = (source: ConfigSource): VirtualModelConfig[] => [
  ...configInForce(source).modelByName.values(),
];

/** `GET /api/tags`: the virtual models, as Ollama lists what is installed. */
export const listTags = (source: ConfigSource) => ({ models: listedModels(source).map(toEntry) });

/**
 * `GET /api/ps`: of the models of an Ollama those it has loaded, in its words. All others need no loading, so they
 * always are.
 */
export async function listRunning(source: ConfigSource, running: RunningModels) {
  const loadedByEndpointId = await running.byEndpointId(configInForce(source));
  const models = listedModels(source).flatMap((model): JsonObject[] => {
    const loaded = loadedByEndpointId.get(model.endpointId);
    return loaded ? toLoaded(model, loaded) : [toAlwaysLoaded(model)];
  });
  return { models };
}

function toLoaded({ name, actualModel }: VirtualModelConfig, loaded: LoadedModels): JsonObject[] {
  const entry = loaded.get(withoutLatest(actualModel));
  return entry ? [{ ...entry, name, model: name }] : [];
}

function toAlwaysLoaded(model: VirtualModelConfig): JsonObject {
  const { modified_at: _modifiedAt, ...entry } = toEntry(model);
  return { ...entry, expires_at: '9999-12-31T23:59:59Z', size_vram: 0 };
}

/** `POST /api/show`: what an Ollama says of its own models. Clients offer features by `capabilities`. @throws {GatewayError} */
export function showOllamaModel(
  source: ConfigSource,
  forwarder: OllamaForwarder,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> | FastifyReply {
  const asked = LifecycleRequest.read('show', request.body as Buffer | undefined);
  const view = configInForce(source);
  const model = resolveModel(view, asked.names[0] ?? '');
  const target = ollamaTargetOf(view, model);
  if (!target) return reply.send(describeModel(model));
  throwIfDisabled(target);
  const body = asked.renamed(new Map([[model.name, model.actualModel]]));
  return forwarder.forward(target, { method: 'POST', path: 'show', body }, request, reply);
}

const describeModel = (model: VirtualModelConfig) => ({
  modelfile: '',
  parameters: '',
  template: '',
  details,
  model_info: { 'general.architecture': 'switchyard', 'general.basename': model.name },
  capabilities: ['completion', 'tools', 'vision', 'thinking'],
  modified_at: new Date(model.createdAtSeconds * 1000).toISOString(),
});

export const showVersion = () => ({ version: OLLAMA_VERSION, switchyard: true });

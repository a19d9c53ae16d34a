import type { VirtualModelConfig } from '@switchyard/domain';
import type { ConfigSource } from '@switchyard/platform';
import { readModelName } from '@switchyard/providers';
import type { FastifyRequest } from 'fastify';
import { configInForce, resolveModel } from '../inference/resolve-model.js';

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

/** `GET /api/ps`: none of them needs to be loaded here, so all of them always are. */
export const listRunning = (source: ConfigSource) => ({
  models: listedModels(source).map((model) => {
    const { modified_at: _modifiedAt, ...entry } = toEntry(model);
    return { ...entry, expires_at: '9999-12-31T23:59:59Z', size_vram: 0 };
  }),
});

/** `POST /api/show`. Clients offer features by `capabilities`. @throws {GatewayError} */
export function showOllamaModel(source: ConfigSource, request: FastifyRequest) {
  const model = resolveModel(configInForce(source), readModelName(request.body as Buffer | undefined));
  return {
    modelfile: '',
    parameters: '',
    template: '',
    details,
    model_info: { 'general.architecture': 'switchyard', 'general.basename': model.name },
    capabilities: ['completion', 'tools', 'vision', 'thinking'],
    modified_at: new Date(model.createdAtSeconds * 1000).toISOString(),
  };
}

export const showVersion = () => ({ version: OLLAMA_VERSION, switchyard: true });

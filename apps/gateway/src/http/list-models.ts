import type { VirtualModelConfig } from '@switchyard/domain';
import type { ConfigSource } from '@switchyard/platform';
import { configInForce, resolveModel } from '../inference/resolve-model.js';

/** `GET /v1/models`: the names clients may use. @throws {GatewayError} `config_unavailable` */
export const listModels = (source: ConfigSource) => ({
  object: 'list',
  data: [...configInForce(source).modelByName.values()].map(toModel),
});

/** `GET /v1/models/{id}`. @throws {GatewayError} `config_unavailable` or `model_not_found` */
export const showModel = (source: ConfigSource, name: string) =>
  toModel(resolveModel(configInForce(source), name));

const toModel = (model: VirtualModelConfig) => ({
  id: model.name,
  object: 'model',
  created: model.createdAtSeconds,
  owned_by: 'switchyard',
});

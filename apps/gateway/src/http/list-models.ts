import { GatewayError } from '@switchyard/domain';
import type { ConfigSource } from '@switchyard/platform';

/** `GET /v1/models`: the names clients may use. @throws {GatewayError} `config_unavailable` */
export function listModels(source: ConfigSource) {
  const view = source.current;
  if (!view) throw new GatewayError('config_unavailable', 'The gateway has no configuration yet.');
  return {
    object: 'list',
    data: [...view.modelByName.values()].map((model) => ({
      id: model.name,
      object: 'model',
      created: model.createdAtSeconds,
      owned_by: 'switchyard',
    })),
  };
}

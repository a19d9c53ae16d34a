import { GatewayError, type VirtualModelConfig } from '@switchyard/domain';
import type { ConfigSource, ConfigView } from '@switchyard/platform';

/** @throws {GatewayError} `config_unavailable` until the first config has come */
export function configInForce(source: ConfigSource): ConfigView {
  if (source.current) return source.current;
  throw new GatewayError('config_unavailable', 'The gateway has no configuration yet.');
}

/** @throws {GatewayError} `model_not_found` */
export function resolveModel(view: ConfigView, name: string): VirtualModelConfig {
  const model = view.modelByName.get(name);
  if (model) return model;
  throw new GatewayError('model_not_found', `The model "${name.slice(0, 200)}" does not exist.`, {
    param: 'model',
  });
}

import type { ConfigSections, ConfigVersion, EndpointConfig, VirtualModelConfig } from '@switchyard/domain';

/** One version of the config, indexed for reading. Immutable: a newer one replaces it whole. */
export type ConfigView = {
  readonly version: ConfigVersion;
  readonly endpointById: ReadonlyMap<number, EndpointConfig>;
  /** Enabled virtual models only, in the order in which they are listed to clients. */
  readonly modelByName: ReadonlyMap<string, VirtualModelConfig>;
};

export function buildConfigView(version: ConfigVersion, sections: ConfigSections): ConfigView {
  return {
    version,
    endpointById: new Map(sections.endpoints.map((endpoint) => [endpoint.id, endpoint])),
    modelByName: new Map(
      sections.models.filter(({ enabled }) => enabled).map((model) => [model.name, model]),
    ),
  };
}

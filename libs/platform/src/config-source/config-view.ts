import type { ConfigVersion, EndpointConfig, VirtualModelConfig } from '@switchyard/domain';
import type { ParsedSnapshot } from './parsed-snapshot.js';
import { timeSlices } from './time-slices.js';

/** One version of the config, indexed for reading. Immutable: a newer one replaces it whole. */
export type ConfigView = {
  readonly version: ConfigVersion;
  readonly endpointById: ReadonlyMap<number, EndpointConfig>;
  /** Enabled virtual models only, in the order in which they are listed to clients. */
  readonly modelByName: ReadonlyMap<string, VirtualModelConfig>;
};

/** Builds the view bit by bit, while requests go on with the one before. */
export async function buildConfigView(
  { head, entries }: ParsedSnapshot,
  pause = timeSlices(),
): Promise<ConfigView> {
  const endpointById = new Map<number, EndpointConfig>();
  for (const part of entries.endpoints.values()) {
    for (const endpoint of part) endpointById.set(endpoint.id, endpoint);
    await pause();
  }
  const modelByName = new Map<string, VirtualModelConfig>();
  for (const part of entries.models.values()) {
    for (const model of part) if (model.enabled) modelByName.set(model.name, model);
    await pause();
  }
  return { version: { epoch: head.epoch, revision: head.revision }, endpointById, modelByName };
}

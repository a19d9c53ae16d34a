import type { EndpointConfig, Timeouts, VirtualModelConfig } from '@switchyard/domain';
import type { EndpointEntity, TimeoutColumns, VirtualModelEntity } from '@switchyard/persistence';

/** What the data plane needs of an endpoint. Its key stays sealed. */
export const toEndpointConfig = (entity: EndpointEntity): EndpointConfig => ({
  id: entity.id,
  name: entity.name,
  type: entity.endpointType,
  url: entity.url,
  sealedApiKey: entity.sealedApiKey,
  priority: entity.priority,
  enabled: entity.enabled,
  healthCheckUrl: entity.healthCheckUrl,
  timeouts: toTimeouts(entity),
});

/** What the data plane needs of a virtual model. */
export const toVirtualModelConfig = (entity: VirtualModelEntity): VirtualModelConfig => ({
  id: entity.id,
  name: entity.name,
  endpointId: entity.endpointId,
  actualModel: entity.actualModel,
  enabled: entity.enabled,
  createdAtSeconds: Math.floor(entity.createdAt.getTime() / 1000),
  price: {
    inputPerMillion: entity.inputPricePerMillion,
    outputPerMillion: entity.outputPricePerMillion,
    cachedInputPerMillion: entity.cachedInputPricePerMillion,
    cachedOutputPerMillion: entity.cachedOutputPricePerMillion,
  },
  defaults: { maxTokens: entity.maxTokens, temperature: entity.temperature, topP: entity.topP },
  systemPrompt: entity.systemPrompt,
  customHeaders: entity.customHeaders,
  disableStreaming: entity.disableStreaming,
  forceNonStreaming: entity.forceNonStreaming,
  timeouts: toTimeouts(entity),
});

const toTimeouts = (columns: TimeoutColumns): Timeouts => ({
  connectMs: columns.connectTimeoutMs,
  firstEventMs: columns.firstEventTimeoutMs,
  idleMs: columns.idleTimeoutMs,
  totalMs: columns.totalTimeoutMs,
});

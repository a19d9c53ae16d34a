import type { VirtualModelEntity } from '@switchyard/persistence';
import { toTimeoutsView } from '../timeouts/timeout-fields.js';

/** A virtual model as the admin API shows it, under the field names of the API this one replaces. */
export function toVirtualModelView(entity: VirtualModelEntity) {
  return {
    id: entity.id,
    name: entity.name,
    endpoint_id: entity.endpointId,
    endpoint_name: entity.endpoint.name,
    actual_model: entity.actualModel,
    description: entity.description,
    cost_per_1m_tokens_in: toNumber(entity.inputPricePerMillion),
    cost_per_1m_tokens_out: toNumber(entity.outputPricePerMillion),
    cost_per_1m_tokens_in_cached: toNumber(entity.cachedInputPricePerMillion),
    cost_per_1m_tokens_out_cached: toNumber(entity.cachedOutputPricePerMillion),
    disable_streaming: entity.disableStreaming,
    force_non_streaming: entity.forceNonStreaming,
    custom_headers: entity.customHeaders,
    enabled: entity.enabled,
    max_tokens: entity.maxTokens,
    temperature: entity.temperature,
    top_p: entity.topP,
    system_prompt: entity.systemPrompt ?? '',
    ...toTimeoutsView(entity),
    show_reasoning: true,
    cache_enabled: entity.cacheEnabled,
    failover: null,
    created_at: entity.createdAt.toISOString(),
    updated_at: entity.updatedAt.toISOString(),
  };
}

export type VirtualModelView = ReturnType<typeof toVirtualModelView>;

/** Only for showing: what is charged is computed from the exact text. */
const toNumber = (decimal: string | null): number | null => (decimal === null ? null : Number(decimal));

import type { VirtualModel, VirtualModelInput } from '../../api/types';
import { writeNumber } from '../../format/read-number';
import { writeCustomHeaders } from './custom-headers';

/** The input with everything that is typed held as text; named as on the wire, for the server's field errors. */
export type VirtualModelDraft = {
  [Field in keyof VirtualModelInput]: VirtualModelInput[Field] extends boolean ? boolean : string;
};

export const priceFields = [
  'cost_per_1m_tokens_in',
  'cost_per_1m_tokens_out',
  'cost_per_1m_tokens_in_cached',
  'cost_per_1m_tokens_out_cached',
] as const;

export const timeoutFields = [
  'connect_timeout_ms',
  'first_event_timeout_ms',
  'idle_timeout_ms',
  'total_timeout_ms',
] as const;

export const advancedFields = [
  'max_tokens',
  'temperature',
  'top_p',
  'system_prompt',
  'custom_headers',
  'disable_streaming',
  'force_non_streaming',
  ...timeoutFields,
] as const;

export const virtualModelFields = [
  'name',
  'endpoint_id',
  'actual_model',
  'description',
  'enabled',
  ...priceFields,
  ...advancedFields,
] as const;

const emptyDraft: VirtualModelDraft = {
  name: '',
  endpoint_id: '',
  actual_model: '',
  description: '',
  enabled: true,
  cost_per_1m_tokens_in: '',
  cost_per_1m_tokens_out: '',
  cost_per_1m_tokens_in_cached: '',
  cost_per_1m_tokens_out_cached: '',
  max_tokens: '',
  temperature: '',
  top_p: '',
  system_prompt: '',
  custom_headers: '',
  disable_streaming: false,
  force_non_streaming: false,
  connect_timeout_ms: '',
  first_event_timeout_ms: '',
  idle_timeout_ms: '',
  total_timeout_ms: '',
};

export function startVirtualModelDraft(model: VirtualModel | null): VirtualModelDraft {
  if (!model) return emptyDraft;
  return {
    name: model.name,
    endpoint_id: String(model.endpoint_id),
    actual_model: model.actual_model,
    description: model.description,
    enabled: model.enabled,
    cost_per_1m_tokens_in: writeNumber(model.cost_per_1m_tokens_in),
    cost_per_1m_tokens_out: writeNumber(model.cost_per_1m_tokens_out),
    cost_per_1m_tokens_in_cached: writeNumber(model.cost_per_1m_tokens_in_cached),
    cost_per_1m_tokens_out_cached: writeNumber(model.cost_per_1m_tokens_out_cached),
    max_tokens: writeNumber(model.max_tokens),
    temperature: writeNumber(model.temperature),
    top_p: writeNumber(model.top_p),
    system_prompt: model.system_prompt,
    custom_headers: writeCustomHeaders(model.custom_headers),
    disable_streaming: model.disable_streaming,
    force_non_streaming: model.force_non_streaming,
    connect_timeout_ms: writeNumber(model.connect_timeout_ms),
    first_event_timeout_ms: writeNumber(model.first_event_timeout_ms),
    idle_timeout_ms: writeNumber(model.idle_timeout_ms),
    total_timeout_ms: writeNumber(model.total_timeout_ms),
  };
}

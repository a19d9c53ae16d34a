import type { VirtualModelInput } from '../../api/types';
import { readNumber } from '../../format/read-number';
import type { FieldErrors } from '../../ui/use-draft';
import { readCustomHeaders } from './custom-headers';
import { priceFields, timeoutFields, type VirtualModelDraft } from './virtual-model-draft';

export function checkVirtualModelDraft(draft: VirtualModelDraft): FieldErrors {
  const errors: FieldErrors = {};
  if (!draft.name.trim()) errors.name = 'Give it a name.';
  if (!draft.endpoint_id) errors.endpoint_id = 'Choose an endpoint.';
  if (!draft.actual_model.trim()) errors.actual_model = 'Name the model as the endpoint knows it.';
  for (const field of priceFields) {
    if (!isNumberWithin(draft[field], 0)) errors[field] = 'Enter an amount such as 0.15, or leave it empty.';
  }
  if (!isNumberWithin(draft.temperature, 0, 2)) errors.temperature = 'Enter a number from 0 to 2.';
  if (!isNumberWithin(draft.top_p, 0, 1)) errors.top_p = 'Enter a number from 0 to 1.';
  if (!isWholeNumberOrEmpty(draft.max_tokens)) errors.max_tokens = 'Enter a whole number above 0.';
  for (const field of timeoutFields) {
    if (!isWholeNumberOrEmpty(draft[field]))
      errors[field] = 'Enter a whole number above 0, or leave it empty.';
  }
  const headers = readCustomHeaders(draft.custom_headers);
  if ('problem' in headers) errors.custom_headers = headers.problem;
  return errors;
}

/** Only for a draft that was checked. */
export function readVirtualModelDraft(draft: VirtualModelDraft): VirtualModelInput {
  const headers = readCustomHeaders(draft.custom_headers);
  return {
    name: draft.name.trim(),
    endpoint_id: Number(draft.endpoint_id),
    actual_model: draft.actual_model.trim(),
    description: draft.description.trim(),
    enabled: draft.enabled,
    cost_per_1m_tokens_in: readNumber(draft.cost_per_1m_tokens_in) ?? null,
    cost_per_1m_tokens_out: readNumber(draft.cost_per_1m_tokens_out) ?? null,
    cost_per_1m_tokens_in_cached: readNumber(draft.cost_per_1m_tokens_in_cached) ?? null,
    cost_per_1m_tokens_out_cached: readNumber(draft.cost_per_1m_tokens_out_cached) ?? null,
    max_tokens: readNumber(draft.max_tokens) ?? null,
    temperature: readNumber(draft.temperature) ?? null,
    top_p: readNumber(draft.top_p) ?? null,
    system_prompt: draft.system_prompt,
    custom_headers: 'headers' in headers ? headers.headers : {},
    disable_streaming: draft.disable_streaming,
    force_non_streaming: draft.force_non_streaming,
    connect_timeout_ms: readNumber(draft.connect_timeout_ms) ?? null,
    first_event_timeout_ms: readNumber(draft.first_event_timeout_ms) ?? null,
    idle_timeout_ms: readNumber(draft.idle_timeout_ms) ?? null,
    total_timeout_ms: readNumber(draft.total_timeout_ms) ?? null,
  };
}

function isNumberWithin(text: string, lowest: number, highest = Number.POSITIVE_INFINITY): boolean {
  const value = readNumber(text);
  return value === null || (value !== undefined && value >= lowest && value <= highest);
}

function isWholeNumberOrEmpty(text: string): boolean {
  const value = readNumber(text);
  return value === null || (Number.isSafeInteger(value) && isNumberWithin(text, 1));
}

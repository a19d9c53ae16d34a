import type { EndpointHealth, Secret } from '@switchyard/domain';
import type { EndpointEntity } from '@switchyard/persistence';
import { toTimeoutsView } from '../timeouts/timeout-fields.js';

/** Stands in every mask and in no key. */
export const MASK_SIGN = '…';
const MIN_LENGTH_TO_SHOW_PARTS = 16;
const SHOWN_AT_START = 3;
const SHOWN_AT_END = 4;

/** An endpoint as the admin API shows it. The key is recognisable, never readable. */
export function toEndpointView(
  entity: EndpointEntity,
  apiKey: Secret | null,
  health: EndpointHealth | undefined,
) {
  return {
    id: entity.id,
    name: entity.name,
    url: entity.url,
    endpoint_type: entity.endpointType,
    api_key: maskKey(apiKey),
    priority: entity.priority,
    enabled: entity.enabled,
    health_check_url: entity.healthCheckUrl ?? '',
    ...toTimeoutsView(entity),
    origin: entity.origin,
    health: health ? toHealthView(health) : null,
    created_at: entity.createdAt.toISOString(),
    updated_at: entity.updatedAt.toISOString(),
  };
}

export type EndpointView = ReturnType<typeof toEndpointView>;

/** `sk-…wxyz`; of a short key nothing is shown, since a few characters would be much of it. */
export function maskKey(apiKey: Secret | null): string {
  if (apiKey === null) return '';
  const value = apiKey.reveal();
  if (value.length < MIN_LENGTH_TO_SHOW_PARTS) return MASK_SIGN;
  return `${value.slice(0, SHOWN_AT_START)}${MASK_SIGN}${value.slice(-SHOWN_AT_END)}`;
}

const toHealthView = (health: EndpointHealth) => ({
  status: health.status,
  consecutive_failures: health.consecutiveFailures,
  last_error: health.lastError,
  checked_at: new Date(health.checkedAtMs).toISOString(),
  circuit_open_until:
    health.circuitOpenUntilMs === null ? null : new Date(health.circuitOpenUntilMs).toISOString(),
});

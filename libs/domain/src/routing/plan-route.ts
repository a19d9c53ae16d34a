import type { EndpointConfig } from '../config/endpoint-config.js';
import type { VirtualModelConfig } from '../config/virtual-model-config.js';
import { type EndpointHealth, isCircuitOpen } from '../health/endpoint-health.js';

export type Candidate = { readonly model: VirtualModelConfig; readonly endpoint: EndpointConfig };

export type LeftOut = {
  readonly model: VirtualModelConfig;
  readonly reason: 'endpoint_missing' | 'endpoint_disabled' | 'circuit_open';
  /** When the reason ends by itself, in milliseconds since the epoch. */
  readonly untilMs: number | null;
};

/** What may be tried for a request, in order, and why anything else may not. */
export type RoutePlan = { readonly candidates: readonly Candidate[]; readonly leftOut: readonly LeftOut[] };

export type RouteInputs = {
  readonly endpointById: ReadonlyMap<number, EndpointConfig>;
  readonly healthByEndpointId: ReadonlyMap<number, EndpointHealth>;
  readonly nowMs: number;
};

/** Sorts the virtual models that may answer a request into candidates and those left out. Pure. */
export function planRoute(models: readonly VirtualModelConfig[], inputs: RouteInputs): RoutePlan {
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const model of models) {
    const endpoint = inputs.endpointById.get(model.endpointId);
    const health = inputs.healthByEndpointId.get(model.endpointId);
    if (!endpoint) leftOut.push({ model, reason: 'endpoint_missing', untilMs: null });
    else if (!endpoint.enabled) leftOut.push({ model, reason: 'endpoint_disabled', untilMs: null });
    else if (isCircuitOpen(health, inputs.nowMs))
      leftOut.push({ model, reason: 'circuit_open', untilMs: health?.circuitOpenUntilMs ?? null });
    else candidates.push({ model, endpoint });
  }
  return { candidates, leftOut };
}

/** The first moment at which a left-out candidate comes back by itself, or null when none does. */
export function earliestReopeningMs(plan: RoutePlan): number | null {
  const times = plan.leftOut.flatMap(({ untilMs }) => (untilMs === null ? [] : [untilMs]));
  return times.length === 0 ? null : Math.min(...times);
}

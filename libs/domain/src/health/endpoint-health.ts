import { z } from 'zod';

/** Health of one endpoint as the health-worker sees it. Times are milliseconds since the epoch. */
export const endpointHealthSchema = z.object({
  endpointId: z.number().int(),
  status: z.enum(['healthy', 'unhealthy', 'circuit_open']),
  consecutiveFailures: z.number().int().nonnegative(),
  lastError: z.string().nullable(),
  lastFailureAtMs: z.number().nullable(),
  checkedAtMs: z.number(),
  /** While this lies in the future, no request is sent to the endpoint. */
  circuitOpenUntilMs: z.number().nullable(),
});

export type EndpointHealth = z.infer<typeof endpointHealthSchema>;

export type ProbeResult = { readonly healthy: true } | { readonly healthy: false; readonly error: string };

export type CircuitPolicy = {
  /** Failures in a row that open the circuit. */
  readonly failureThreshold: number;
  readonly cooldownMs: number;
};

const MAX_ERROR_LENGTH = 220;

/** True while the circuit keeps requests away from the endpoint. */
export const isCircuitOpen = (health: EndpointHealth | undefined, nowMs: number): boolean =>
  health?.circuitOpenUntilMs != null && health.circuitOpenUntilMs > nowMs;

/**
 * The state after one more probe. A healthy probe closes the circuit at once, since it is the proof that waiting for
 * the cooldown would only guess at. A failed one never shortens the time a circuit is already open.
 */
export function nextHealth(
  previous: EndpointHealth | undefined,
  endpointId: number,
  probe: ProbeResult,
  policy: CircuitPolicy,
  nowMs: number,
): EndpointHealth {
  if (probe.healthy) {
    return {
      endpointId,
      status: 'healthy',
      consecutiveFailures: 0,
      lastError: previous?.lastError ?? null,
      lastFailureAtMs: previous?.lastFailureAtMs ?? null,
      checkedAtMs: nowMs,
      circuitOpenUntilMs: null,
    };
  }
  const consecutiveFailures = (previous?.consecutiveFailures ?? 0) + 1;
  const opens = consecutiveFailures >= policy.failureThreshold;
  const circuitOpenUntilMs = opens
    ? Math.max(previous?.circuitOpenUntilMs ?? 0, nowMs + policy.cooldownMs)
    : (previous?.circuitOpenUntilMs ?? null);
  return {
    endpointId,
    status: opens ? 'circuit_open' : 'unhealthy',
    consecutiveFailures,
    lastError: probe.error.slice(0, MAX_ERROR_LENGTH),
    lastFailureAtMs: nowMs,
    checkedAtMs: nowMs,
    circuitOpenUntilMs,
  };
}

import { describe, expect, it } from 'vitest';
import { type EndpointHealth, isCircuitOpen, nextHealth, type ProbeResult } from './endpoint-health.js';

const policy = { failureThreshold: 3, cooldownMs: 300_000 };
const failed: ProbeResult = { healthy: false, error: 'HTTP 503' };

function afterProbes(probes: ProbeResult[], stepMs = 60_000): EndpointHealth {
  let health: EndpointHealth | undefined;
  probes.forEach((probe, index) => {
    health = nextHealth(health, 7, probe, policy, index * stepMs);
  });
  if (!health) throw new Error('no probe given');
  return health;
}

describe(nextHealth, () => {
  it('is unhealthy, but still used, below the threshold', () => {
    const health = afterProbes([failed, failed]);
    expect(health).toMatchObject({ status: 'unhealthy', consecutiveFailures: 2, circuitOpenUntilMs: null });
    expect(isCircuitOpen(health, 60_000)).toBe(false);
  });

  it('opens at the threshold for the cooldown', () => {
    const health = afterProbes([failed, failed, failed]);
    expect(health).toMatchObject({
      status: 'circuit_open',
      circuitOpenUntilMs: 420_000,
      lastError: 'HTTP 503',
    });
    expect(isCircuitOpen(health, 419_999)).toBe(true);
    expect(isCircuitOpen(health, 420_000)).toBe(false);
  });

  it('counts failures in a row only', () => {
    expect(afterProbes([failed, failed, { healthy: true }, failed]).status).toBe('unhealthy');
  });

  it('closes at once when a probe succeeds', () => {
    const health = afterProbes([failed, failed, failed, { healthy: true }]);
    expect(health).toMatchObject({ status: 'healthy', consecutiveFailures: 0, circuitOpenUntilMs: null });
  });

  it('never shortens an open circuit', () => {
    const longOpen: EndpointHealth = {
      ...afterProbes([failed, failed, failed]),
      circuitOpenUntilMs: 10_000_000,
    };
    expect(nextHealth(longOpen, 7, failed, policy, 200_000).circuitOpenUntilMs).toBe(10_000_000);
  });

  it('bounds what it keeps of an error', () => {
    const health = nextHealth(undefined, 7, { healthy: false, error: 'x'.repeat(5000) }, policy, 0);
    expect(health.lastError).toHaveLength(220);
  });
});

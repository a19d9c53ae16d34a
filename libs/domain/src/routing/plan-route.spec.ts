import { aVirtualModel } from '@switchyard/testing/builders';
import { describe, expect, it } from 'vitest';
import type { EndpointConfig } from '../config/endpoint-config.js';
import type { VirtualModelConfig } from '../config/virtual-model-config.js';
import type { EndpointHealth } from '../health/endpoint-health.js';
import { earliestReopeningMs, planRoute } from './plan-route.js';

const aModel = (endpointId: number): VirtualModelConfig => aVirtualModel({ id: endpointId, endpointId });

const anEndpoint = (id: number, enabled = true): EndpointConfig => ({
  id,
  name: `endpoint-${id}`,
  type: 'openai',
  url: 'http://127.0.0.1',
  sealedApiKey: null,
  priority: 0,
  enabled,
  healthCheckUrl: null,
});

const openUntil = (endpointId: number, circuitOpenUntilMs: number): EndpointHealth => ({
  endpointId,
  status: 'circuit_open',
  consecutiveFailures: 3,
  lastError: 'HTTP 503',
  lastFailureAtMs: 0,
  checkedAtMs: 0,
  circuitOpenUntilMs,
});

const inputs = (endpoints: EndpointConfig[], health: EndpointHealth[] = [], nowMs = 1000) => ({
  endpointById: new Map(endpoints.map((endpoint) => [endpoint.id, endpoint])),
  healthByEndpointId: new Map(health.map((entry) => [entry.endpointId, entry])),
  nowMs,
});

describe(planRoute, () => {
  it('keeps the given order', () => {
    const plan = planRoute([aModel(2), aModel(1)], inputs([anEndpoint(1), anEndpoint(2)]));
    expect(plan.candidates.map(({ endpoint }) => endpoint.id)).toEqual([2, 1]);
  });

  it('leaves out what cannot answer, with the reason', () => {
    const plan = planRoute(
      [aModel(1), aModel(2), aModel(3)],
      inputs([anEndpoint(1, false), anEndpoint(2)], [openUntil(2, 5000)]),
    );
    expect(plan.candidates).toEqual([]);
    expect(plan.leftOut.map(({ reason }) => reason)).toEqual([
      'endpoint_disabled',
      'circuit_open',
      'endpoint_missing',
    ]);
    expect(earliestReopeningMs(plan)).toBe(5000);
  });

  it('uses an endpoint again when its circuit time is over', () => {
    const plan = planRoute([aModel(1)], inputs([anEndpoint(1)], [openUntil(1, 999)]));
    expect(plan.candidates).toHaveLength(1);
    expect(earliestReopeningMs(plan)).toBeNull();
  });
});

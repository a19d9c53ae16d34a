import { Injectable } from '@nestjs/common';
import {
  type Candidate,
  earliestReopeningMs,
  GatewayError,
  planRoute,
  type VirtualModelConfig,
} from '@switchyard/domain';
import type { ConfigView } from '@switchyard/platform';
import { EndpointHealthView } from '../endpoint-health/endpoint-health-view.js';

/** Finds who may answer for a virtual model, by the config in force and the endpoints' health. */
@Injectable()
export class RoutePlanner {
  constructor(private readonly health: EndpointHealthView) {}

  /** @throws {GatewayError} `endpoint_unavailable`, with the time after which it may be worth to try again */
  firstCandidate(view: ConfigView, model: VirtualModelConfig): Candidate {
    const nowMs = Date.now();
    const plan = planRoute([model], {
      endpointById: view.endpointById,
      healthByEndpointId: this.health.byEndpointId,
      nowMs,
    });
    const [candidate] = plan.candidates;
    if (candidate) return candidate;
    const reopensAtMs = earliestReopeningMs(plan);
    throw new GatewayError(
      'endpoint_unavailable',
      `No endpoint of model "${model.name}" can take requests at the moment.`,
      reopensAtMs === null ? {} : { retryAfterSeconds: Math.max(1, Math.ceil((reopensAtMs - nowMs) / 1000)) },
    );
  }
}

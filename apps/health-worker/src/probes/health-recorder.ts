import { Inject, Injectable } from '@nestjs/common';
import {
  type EndpointConfig,
  type EndpointHealth,
  nextHealth,
  type ProbeResult,
  type RedisKeys,
} from '@switchyard/domain';
import {
  CONFIG,
  EndpointHealthStore,
  EventPublisher,
  LOGGER,
  REDIS_KEYS,
  RedisConnections,
} from '@switchyard/platform';
import type { Logger } from 'pino';
import type { HealthWorkerConfig } from '../health-worker.config.js';

/** Turns probe results into endpoint health, keeps it in Redis and tells the gateways. */
@Injectable()
export class HealthRecorder {
  private readonly store: EndpointHealthStore;

  constructor(
    redis: RedisConnections,
    private readonly events: EventPublisher,
    @Inject(REDIS_KEYS) keys: RedisKeys,
    @Inject(CONFIG) private readonly config: HealthWorkerConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.store = new EndpointHealthStore(redis, keys);
  }

  async record(endpoint: EndpointConfig, probe: ProbeResult): Promise<void> {
    const previous = await this.store.read(endpoint.id);
    const policy = {
      failureThreshold: this.config.CIRCUIT_FAILURE_THRESHOLD,
      cooldownMs: this.config.CIRCUIT_COOLDOWN_SECONDS * 1000,
    };
    const health = nextHealth(previous, endpoint.id, probe, policy, Date.now());
    await this.store.write(health);
    if (health.status === previous?.status && health.circuitOpenUntilMs === previous.circuitOpenUntilMs)
      return;
    await this.events.publish('endpoint-health-changed', health);
    this.logChange(endpoint, previous, health);
  }

  /** Forgets endpoints that are no longer probed, so that no old circuit outlives its reason. */
  async forgetAllBut(endpointIds: ReadonlySet<number>): Promise<void> {
    const known = (await this.store.readAll()).map(({ endpointId }) => endpointId);
    await this.store.remove(known.filter((id) => !endpointIds.has(id)));
  }

  private logChange(
    endpoint: EndpointConfig,
    previous: EndpointHealth | undefined,
    health: EndpointHealth,
  ): void {
    if (health.status === previous?.status) return;
    const level = health.status === 'healthy' ? 'info' : 'warn';
    const reason = health.status === 'healthy' ? undefined : health.lastError;
    this.logger[level](
      { endpoint: endpoint.name, from: previous?.status ?? 'unknown', reason },
      `endpoint is ${health.status}`,
    );
  }
}

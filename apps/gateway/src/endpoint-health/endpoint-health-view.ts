import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EndpointHealth, RedisKeys } from '@switchyard/domain';
import {
  EndpointHealthStore,
  EventSubscriber,
  LOGGER,
  REDIS_KEYS,
  RedisConnections,
} from '@switchyard/platform';
import type { Logger } from 'pino';

const POLL_INTERVAL_MS = 5_000;

/**
 * Endpoint health as this gateway knows it: read whole at start, kept current by events, and read again from time to
 * time because events can be lost. With Redis away the last picture stays; its open circuits end by themselves.
 */
@Injectable()
export class EndpointHealthView implements OnApplicationBootstrap, OnApplicationShutdown {
  private health: Map<number, EndpointHealth> = new Map();
  private readonly store: EndpointHealthStore;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly redis: RedisConnections,
    @Inject(REDIS_KEYS) keys: RedisKeys,
    private readonly events: EventSubscriber,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.store = new EndpointHealthStore(redis, keys);
  }

  get byEndpointId(): ReadonlyMap<number, EndpointHealth> {
    return this.health;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.events.on('endpoint-health-changed', (health) => this.health.set(health.endpointId, health));
    this.redis.commands.on('ready', () => void this.refresh());
    this.timer = setInterval(() => void this.refresh(), POLL_INTERVAL_MS);
    await this.refresh();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async refresh(): Promise<void> {
    if (!this.redis.isReady) return;
    try {
      const all = await this.store.readAll();
      this.health = new Map(all.map((health) => [health.endpointId, health]));
    } catch (error) {
      this.logger.warn({ err: error }, 'endpoint health not refreshed');
    }
  }
}

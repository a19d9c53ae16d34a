import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { ConfigVersion, RedisKeys } from '@switchyard/domain';
import { ConfigRevisionEntity, EndpointEntity, VirtualModelEntity } from '@switchyard/persistence';
import {
  cutSnapshot,
  EventPublisher,
  isSameVersion,
  LOGGER,
  REDIS_KEYS,
  RedisConnections,
  SnapshotStore,
  type StoredSnapshot,
} from '@switchyard/platform';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import { CompiledRows } from './compiled-rows.js';
import { toEndpointConfig, toVirtualModelConfig } from './config-entries.js';

const RECONCILE_INTERVAL_MS = 5_000;

/**
 * Keeps the snapshot in Redis equal to the tables: after every change, at start, when Redis comes back, and from time
 * to time, since a Redis may lose what it held.
 */
@Injectable()
export class ConfigPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly store: SnapshotStore;
  private readonly endpoints = new CompiledRows(EndpointEntity, 'id', toEndpointConfig);
  /** In the order in which clients see them. */
  private readonly virtualModels = new CompiledRows(VirtualModelEntity, 'name', toVirtualModelConfig);
  private publishing: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly redis: RedisConnections,
    private readonly events: EventPublisher,
    @Inject(REDIS_KEYS) keys: RedisKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.store = new SnapshotStore(redis, keys);
  }

  async onApplicationBootstrap(): Promise<void> {
    this.redis.commands.on('ready', () => void this.publish());
    this.timer = setInterval(() => void this.publish(), RECONCILE_INTERVAL_MS);
    await this.publish();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Publishes what the tables hold now, unless Redis has it already. Never throws: what fails is made up for later. */
  publish(): Promise<void> {
    this.publishing = this.publishing.then(() => this.publishIfNewer());
    return this.publishing;
  }

  private async publishIfNewer(): Promise<void> {
    if (!this.redis.isReady) return;
    try {
      const version = await readVersion(this.dataSource.manager);
      const published = await this.store.readHead();
      if (published && isSameVersion(published, version)) return;
      const snapshot = await this.compile();
      if (!(await this.store.write(snapshot))) return;
      const { epoch, revision } = snapshot.head;
      await this.events.publish('config-changed', { epoch, revision });
      this.logger.info({ revision }, 'config published');
    } catch (error) {
      this.logger.warn({ err: error }, 'config not published; it will be tried again');
    }
  }

  /** One consistent picture of all tables with the revision that belongs to it. */
  private compile(): Promise<StoredSnapshot> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const version = await readVersion(manager);
      return cutSnapshot(version, {
        endpoints: await this.endpoints.read(manager, version),
        models: await this.virtualModels.read(manager, version),
      });
    });
  }
}

async function readVersion(manager: EntityManager): Promise<ConfigVersion> {
  const { epoch, revision } = await manager.findOneByOrFail(ConfigRevisionEntity, { singleton: true });
  return { epoch, revision: Number(revision) };
}

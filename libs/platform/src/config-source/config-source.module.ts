import { type DynamicModule, Module } from '@nestjs/common';
import type { RedisKeys } from '@switchyard/domain';
import type { Logger } from 'pino';
import { EventSubscriber } from '../events/event-subscriber.js';
import { LOGGER } from '../logging/logger.module.js';
import { REDIS_KEYS } from '../redis/redis.module.js';
import { RedisConnections } from '../redis/redis-connections.js';
import { ConfigSource } from './config-source.js';
import { SnapshotFile } from './snapshot-file.js';
import { SnapshotStore } from './snapshot-store.js';

@Module({})
export class ConfigSourceModule {
  /** @param snapshotPath where the last good snapshot is kept; null for a service that can wait for Redis */
  static forRoot(snapshotPath: string | null): DynamicModule {
    return {
      module: ConfigSourceModule,
      global: true,
      providers: [
        {
          provide: ConfigSource,
          useFactory: (redis: RedisConnections, keys: RedisKeys, events: EventSubscriber, logger: Logger) =>
            new ConfigSource(
              new SnapshotStore(redis, keys),
              snapshotPath === null ? null : new SnapshotFile(snapshotPath),
              redis,
              events,
              logger,
            ),
          inject: [RedisConnections, REDIS_KEYS, EventSubscriber, LOGGER],
        },
      ],
      exports: [ConfigSource],
    };
  }
}

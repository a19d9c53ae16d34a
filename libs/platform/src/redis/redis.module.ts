import { type DynamicModule, Module } from '@nestjs/common';
import { type RedisKeys, redisKeys } from '@switchyard/domain';
import type { Logger } from 'pino';
import { EventPublisher } from '../events/event-publisher.js';
import { EventSubscriber } from '../events/event-subscriber.js';
import { LOGGER } from '../logging/logger.module.js';
import { RedisConnections } from './redis-connections.js';

/** Injects the names of all keys and channels. */
export const REDIS_KEYS = Symbol('REDIS_KEYS');

/** Redis connections, key names and typed pub/sub for the whole service. */
@Module({})
export class RedisModule {
  static forRoot(config: { REDIS_URL: string; REDIS_PREFIX: string }): DynamicModule {
    return {
      module: RedisModule,
      global: true,
      providers: [
        { provide: REDIS_KEYS, useValue: redisKeys(config.REDIS_PREFIX) },
        {
          provide: RedisConnections,
          useFactory: (logger: Logger) => new RedisConnections(config.REDIS_URL, logger),
          inject: [LOGGER],
        },
        {
          provide: EventPublisher,
          useFactory: (redis: RedisConnections, keys: RedisKeys) => new EventPublisher(redis, keys),
          inject: [RedisConnections, REDIS_KEYS],
        },
        {
          provide: EventSubscriber,
          useFactory: (redis: RedisConnections, keys: RedisKeys, logger: Logger) =>
            new EventSubscriber(redis, keys, logger),
          inject: [RedisConnections, REDIS_KEYS, LOGGER],
        },
      ],
      exports: [REDIS_KEYS, RedisConnections, EventPublisher, EventSubscriber],
    };
  }
}

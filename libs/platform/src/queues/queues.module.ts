import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { QueueName, RedisKeys } from '@switchyard/domain';
import { REDIS_KEYS } from '../redis/redis.module.js';
import { RedisConnections } from '../redis/redis-connections.js';

/** How long a killed worker's jobs stay its own. All workers of a queue must agree (BullMQ, "Stalled jobs"). */
export const workerSettings = { lockDuration: 10_000, stalledInterval: 5_000 } as const;

/**
 * One of the queues in `contracts/queues`, for a service that works on its jobs. It has an entry of its own in the
 * package, `@switchyard/platform/queues`, so that services without jobs do not load what only workers need.
 */
@Module({})
export class QueuesModule {
  static forQueue(name: QueueName): DynamicModule {
    return {
      module: QueuesModule,
      imports: [
        BullModule.forRootAsync({
          useFactory: (redis: RedisConnections, keys: RedisKeys) => ({
            connection: redis.queues,
            prefix: keys.queues,
          }),
          inject: [RedisConnections, REDIS_KEYS],
        }),
        BullModule.registerQueue({ name }),
      ],
      exports: [BullModule],
    };
  }
}

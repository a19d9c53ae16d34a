import { BullModule } from '@nestjs/bullmq';
import { type DynamicModule, Module } from '@nestjs/common';
import type { RedisKeys } from '@switchyard/domain';
import {
  ConfigSourceModule,
  HealthModule,
  REDIS_KEYS,
  RedisConnections,
  RedisModule,
  redisCheck,
} from '@switchyard/platform';
import type { HealthWorkerConfig } from './health-worker.config.js';
import { EndpointProbe } from './probes/endpoint-probe.js';
import { HealthRecorder } from './probes/health-recorder.js';
import { ProbeProcessor } from './probes/probe.processor.js';
import { ProbeScheduler } from './probes/probe.scheduler.js';

@Module({})
export class HealthWorkerModule {
  static forRoot(config: HealthWorkerConfig): DynamicModule {
    return {
      module: HealthWorkerModule,
      imports: [
        RedisModule.forRoot(config),
        ConfigSourceModule.forRoot(null),
        BullModule.forRootAsync({
          useFactory: (redis: RedisConnections, keys: RedisKeys) => ({
            connection: redis.queues,
            prefix: keys.queues,
          }),
          inject: [RedisConnections, REDIS_KEYS],
        }),
        BullModule.registerQueue({ name: 'probes' }),
        HealthModule.forRoot({
          inject: [RedisConnections],
          checks: (redis: RedisConnections) => [redisCheck(redis, true)],
        }),
      ],
      providers: [EndpointProbe, HealthRecorder, ProbeProcessor, ProbeScheduler],
    };
  }
}

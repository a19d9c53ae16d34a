import { type DynamicModule, Module } from '@nestjs/common';
import {
  ConfigSourceModule,
  HealthModule,
  RedisConnections,
  RedisModule,
  redisCheck,
} from '@switchyard/platform';
import { QueuesModule } from '@switchyard/platform/queues';
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
        QueuesModule.forQueue('probes'),
        HealthModule.forRoot({
          inject: [RedisConnections],
          checks: (redis: RedisConnections) => [redisCheck(redis, true)],
        }),
      ],
      providers: [EndpointProbe, HealthRecorder, ProbeProcessor, ProbeScheduler],
    };
  }
}

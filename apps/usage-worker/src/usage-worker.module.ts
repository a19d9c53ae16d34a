import { type DynamicModule, Module } from '@nestjs/common';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from '@switchyard/persistence';
import { HealthModule, RedisConnections, RedisModule, redisCheck } from '@switchyard/platform';
import { QueuesModule } from '@switchyard/platform/queues';
import type { DataSource } from 'typeorm';
import { UsageProcessor } from './recording/usage.processor.js';
import { UsageRecorder } from './recording/usage-recorder.js';
import type { UsageWorkerConfig } from './usage-worker.config.js';

@Module({})
export class UsageWorkerModule {
  static forRoot(config: UsageWorkerConfig): DynamicModule {
    return {
      module: UsageWorkerModule,
      imports: [
        RedisModule.forRoot(config),
        QueuesModule.forQueue('usage'),
        TypeOrmModule.forRoot(dataSourceOptions(config.DATABASE_URL, 'switchyard-usage-worker')),
        HealthModule.forRoot({
          inject: [getDataSourceToken(), RedisConnections],
          checks: (database: DataSource, redis: RedisConnections) => [
            { name: 'postgres', isVital: true, check: async () => void (await database.query('SELECT 1')) },
            redisCheck(redis, true),
          ],
        }),
      ],
      providers: [UsageRecorder, UsageProcessor],
    };
  }
}

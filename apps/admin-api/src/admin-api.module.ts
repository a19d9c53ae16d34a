import { type DynamicModule, Module, ValidationPipe } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import { dataSourceOptions } from '@switchyard/persistence';
import { HealthModule, RedisConnections, RedisModule, redisCheck, SecretsModule } from '@switchyard/platform';
import type { DataSource } from 'typeorm';
import type { AdminApiConfig } from './admin-api.config.js';
import { AdminGuard } from './auth/admin.guard.js';
import { AuthModule } from './auth/auth.module.js';
import { ConfigPublicationModule } from './config-publication/config-publication.module.js';
import { EndpointsModule } from './endpoints/endpoints.module.js';
import { AdminExceptionFilter } from './http/admin-exception.filter.js';
import { validationFailed } from './http/validation-failed.js';
import { UsageReportsModule } from './usage-reports/usage-reports.module.js';
import { VirtualModelsModule } from './virtual-models/virtual-models.module.js';

@Module({})
export class AdminApiModule {
  static forRoot(config: AdminApiConfig): DynamicModule {
    return {
      module: AdminApiModule,
      imports: [
        RedisModule.forRoot(config),
        SecretsModule.forRoot(config),
        TypeOrmModule.forRoot(dataSourceOptions(config.DATABASE_URL, 'switchyard-admin-api')),
        HealthModule.forRoot({
          inject: [getDataSourceToken(), RedisConnections],
          checks: (database: DataSource, redis: RedisConnections) => [
            databaseCheck(database),
            redisCheck(redis, false),
          ],
        }),
        AuthModule,
        ConfigPublicationModule,
        EndpointsModule,
        VirtualModelsModule,
        UsageReportsModule,
      ],
      providers: [
        { provide: APP_GUARD, useExisting: AdminGuard },
        { provide: APP_FILTER, useClass: AdminExceptionFilter },
        {
          provide: APP_PIPE,
          useValue: new ValidationPipe({
            transform: true,
            whitelist: true,
            // A field that is not known would be a wish that nobody fulfils.
            forbidNonWhitelisted: true,
            stopAtFirstError: true,
            exceptionFactory: validationFailed,
          }),
        },
      ],
    };
  }
}

const databaseCheck = (database: DataSource) => ({
  name: 'postgres',
  isVital: true,
  check: async () => {
    await database.query('SELECT 1');
  },
});

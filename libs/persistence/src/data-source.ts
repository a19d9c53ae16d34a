import { DataSource, type DataSourceOptions } from 'typeorm';
import { ConfigRevisionEntity } from './entities/config-revision.entity.js';
import { EndpointEntity } from './entities/endpoint.entity.js';
import { OperatorEntity } from './entities/operator.entity.js';
import { OperatorSessionEntity } from './entities/operator-session.entity.js';
import { RequestLogEntity } from './entities/request-log.entity.js';
import { SettingEntity } from './entities/setting.entity.js';
import { VirtualModelEntity } from './entities/virtual-model.entity.js';
import { CreateSchema1763600000000 } from './migrations/1763600000000-create-schema.js';
import { AddTimeoutsAndUsageEstimates1763700000000 } from './migrations/1763700000000-add-timeouts-and-usage-estimates.js';

const CONNECT_TIMEOUT_MS = 5_000;

/** How every service connects to Postgres. Nothing is synchronised: the migrations alone shape the schema. */
export const dataSourceOptions = (databaseUrl: string, applicationName: string) =>
  ({
    type: 'postgres',
    url: databaseUrl,
    applicationName,
    entities: [
      ConfigRevisionEntity,
      EndpointEntity,
      OperatorEntity,
      OperatorSessionEntity,
      RequestLogEntity,
      SettingEntity,
      VirtualModelEntity,
    ],
    migrations: [CreateSchema1763600000000, AddTimeoutsAndUsageEstimates1763700000000],
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    logging: false,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: { max: 10 },
  }) satisfies DataSourceOptions;

export const createDataSource = (databaseUrl: string, applicationName: string): DataSource =>
  new DataSource(dataSourceOptions(databaseUrl, applicationName));

import { randomUUID } from 'node:crypto';
import { createTestDatabase, stores, type TestDatabase } from '@switchyard/testing';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource, dataSourceOptions } from '../data-source.js';
import { EndpointEntity } from '../entities/endpoint.entity.js';
import { VirtualModelEntity } from '../entities/virtual-model.entity.js';
import { ensureDayPartitions } from '../ledger/day-partitions.js';
import { migrate } from '../migrate.js';
import { CreateSchema1763600000000 } from './1763600000000-create-schema.js';
import { AddTimeoutsAndUsageEstimates1763700000000 } from './1763700000000-add-timeouts-and-usage-estimates.js';

const BEFORE = '2026-03-01T12:00:00.000Z';
const AFTER = '2026-03-02T12:00:00.000Z';
const unset = {
  connectTimeoutMs: null,
  firstEventTimeoutMs: null,
  idleTimeoutMs: null,
  totalTimeoutMs: null,
};

describe(AddTimeoutsAndUsageEstimates1763700000000, () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  /** As the release before enters a request: without the column. */
  const enterAsBefore = (startedAt: string) =>
    database.query(
      `INSERT INTO request_log (started_at, request_id, duration_ms, route, stream, status, outcome)
       VALUES ($1, $2, 1, '/v1/chat/completions', false, 200, 'success')`,
      [startedAt, randomUUID()],
    );

  beforeAll(async () => {
    database = await createTestDatabase(stores().databaseUrl);
    const before = new DataSource({
      ...dataSourceOptions(database.url, 'test'),
      migrations: [CreateSchema1763600000000],
    });
    await before.initialize();
    await migrate(before);
    await ensureDayPartitions(before, [new Date(BEFORE)]);
    await before.destroy();
    await enterAsBefore(BEFORE);
    await database.query(
      "INSERT INTO endpoints (id, name, url, endpoint_type) VALUES (1, 'e', 'http://e', 'openai')",
    );
    await database.query("INSERT INTO virtual_models (name, endpoint_id, actual_model) VALUES ('m', 1, 'm')");
    dataSource = await createDataSource(database.url, 'test').initialize();
    expect(await migrate(dataSource)).toEqual([AddTimeoutsAndUsageEstimates1763700000000.name]);
  });

  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  it('sets no timeout on what is there', async () => {
    for (const entity of [EndpointEntity, VirtualModelEntity])
      expect(await dataSource.getRepository(entity).find()).toMatchObject([unset]);
  });

  it('takes what the ledger holds, and what the release before still enters, for reported', async () => {
    await ensureDayPartitions(dataSource, [new Date(AFTER)]);
    await enterAsBefore(BEFORE);
    await enterAsBefore(AFTER);
    const rows = await database.query('SELECT usage_estimated FROM request_log');
    expect(rows).toEqual(Array(3).fill({ usage_estimated: false }));
  });

  it.each(['connect', 'first_event', 'idle', 'total'])('refuses a %s timeout of 0', async (name) => {
    for (const table of ['endpoints', 'virtual_models']) {
      const set = (ms: number) => database.query(`UPDATE ${table} SET ${name}_timeout_ms = ${ms}`);
      await expect(set(0)).rejects.toThrow('violates check constraint');
      await set(1);
    }
  });
});

import { createTestDatabase, stores, type TestDatabase } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from './data-source.js';
import { migrate } from './migrate.js';

describe(migrate, () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase(stores().databaseUrl);
  });

  afterAll(() => database.drop());

  it('is done once when several processes begin at the same time', async () => {
    const sources = await Promise.all(
      [1, 2, 3].map((n) => createDataSource(database.url, `test-${n}`).initialize()),
    );
    const applied = await Promise.all(sources.map(migrate));
    expect(applied.flat()).toEqual([
      'CreateSchema1763600000000',
      'AddTimeoutsAndUsageEstimates1763700000000',
    ]);
    expect(await migrate(sources[0] as (typeof sources)[0])).toEqual([]);
    await Promise.all(sources.map((source) => source.destroy()));
  });

  it('makes the schema that the entities describe', async () => {
    const source = await createDataSource(database.url, 'test').initialize();
    for (const { tableName, columns } of source.entityMetadatas) {
      const rows = await database.query<{ column_name: string; is_nullable: string }>(
        'SELECT column_name, is_nullable FROM information_schema.columns WHERE table_name = $1 ORDER BY 1',
        [tableName],
      );
      const described = columns.map((column) => ({
        column_name: column.databaseName,
        is_nullable: column.isNullable ? 'YES' : 'NO',
      }));
      expect(rows).toEqual(described.sort((a, b) => (a.column_name < b.column_name ? -1 : 1)));
    }
    await source.destroy();
  });
});

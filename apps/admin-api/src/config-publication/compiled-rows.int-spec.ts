import { createDataSource, EndpointEntity, migrate } from '@switchyard/persistence';
import { createTestDatabase, stores, type TestDatabase } from '@switchyard/testing';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CompiledRows } from './compiled-rows.js';

describe(CompiledRows.name, () => {
  let database: TestDatabase;
  let source: DataSource;
  const compiled: string[] = [];
  const sut = new CompiledRows(EndpointEntity, 'name', ({ id, name, priority }) => {
    compiled.push(name);
    return { id, name, priority };
  });
  const read = (revision: number, epoch = 'e') => {
    compiled.length = 0;
    return source.transaction('REPEATABLE READ', (manager) => sut.read(manager, { epoch, revision }));
  };

  beforeAll(async () => {
    database = await createTestDatabase(stores().databaseUrl);
    source = await createDataSource(database.url, 'test').initialize();
    await migrate(source);
    await database.query(
      "INSERT INTO endpoints (name, url, endpoint_type) SELECT n, 'http://x', 'openai' FROM unnest('{b,c,a}'::text[]) n",
    );
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  it('reads all rows at first, in order', async () => {
    expect((await read(1)).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(compiled).toHaveLength(3);
  });

  it('reads only what changed, by whomever, and keeps the other entries', async () => {
    const before = await read(1);
    await database.query("UPDATE endpoints SET priority = 7 WHERE name = 'b'");
    const after = await read(2);
    expect(compiled).toEqual(['b']);
    expect(after[1]).toMatchObject({ name: 'b', priority: 7 });
    expect(after[0]).toBe(before[0]);
  });

  it('follows rows that come, go and change their place', async () => {
    await database.query("DELETE FROM endpoints WHERE name = 'c'");
    await database.query("UPDATE endpoints SET name = 'z' WHERE name = 'a'");
    await database.query(
      "INSERT INTO endpoints (name, url, endpoint_type) VALUES ('m', 'http://x', 'openai')",
    );
    expect((await read(3)).map(({ name }) => name)).toEqual(['b', 'm', 'z']);
    expect(compiled.sort()).toEqual(['m', 'z']);
  });

  it.each([
    ['an earlier state', 1, 'e'],
    ['another database', 9, 'other'],
  ])('reads all rows of %s', async (_, revision, epoch) => {
    await read(revision, epoch);
    expect(compiled).toHaveLength(3);
  });
});

import type { DataSource } from 'typeorm';
import { RequestLogEntity } from '../entities/request-log.entity.js';

export type InsertStatement = {
  /** Takes an array for each property, and answers how many rows were new. */
  readonly sql: string;
  /** The entity's, in the order of the parameters. */
  readonly properties: readonly (keyof RequestLogEntity)[];
};

/**
 * One parameter a column, so that the statement is the same for any number of rows, and is all or none by itself.
 * Rows go in by one order everywhere: two workers with the same ones wait for each other instead of deadlocking.
 */
export function insertStatement(dataSource: DataSource): InsertStatement {
  const { columns, primaryColumns, tablePath } = dataSource.getMetadata(RequestLogEntity);
  const names = columns.map(({ databaseName }) => databaseName);
  const arrays = columns.map(
    (column, index) => `$${index + 1}::${dataSource.driver.normalizeType(column)}[]`,
  );
  return {
    sql: `
      WITH entered AS (
        INSERT INTO ${tablePath} (${names.join(', ')})
        SELECT * FROM unnest(${arrays.join(', ')}) AS record (${names.join(', ')})
        ORDER BY ${primaryColumns.map(({ databaseName }) => databaseName).join(', ')}
        ON CONFLICT DO NOTHING
        RETURNING 1
      )
      SELECT count(*)::integer AS count FROM entered`,
    properties: columns.map(({ propertyName }) => propertyName as keyof RequestLogEntity),
  };
}

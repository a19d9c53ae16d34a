import type { UsageRecord } from '@switchyard/domain';
import type { DataSource } from 'typeorm';
import { type ArrayElement, arrayLiteral } from './array-literal.js';
import { ensureDayPartitions } from './day-partitions.js';
import { type InsertStatement, insertStatement } from './insert-statement.js';
import { ledgerColumns } from './ledger-columns.js';

type Rows = { readonly days: readonly Date[]; readonly parameters: readonly string[] };

/** The ledger of settled requests. Only the usage-worker writes to it. */
export class Ledger {
  private readonly insert: InsertStatement;

  /** @param dataSource initialized, because it knows the columns only then */
  constructor(private readonly dataSource: DataSource) {
    this.insert = insertStatement(dataSource);
  }

  /**
   * Enters records, all or none. A request that is there already stays as it is, so records may come any number of
   * times, from several workers, in any order.
   *
   * They are read once and not kept: thousands of objects that outlive a wait for Postgres cost the collector more
   * than all else here together.
   *
   * @returns how many were new
   */
  enter(records: Iterable<UsageRecord>): Promise<number> {
    return this.enterRows(this.rowsOf(records));
  }

  private rowsOf(records: Iterable<UsageRecord>): Rows {
    const columns = this.insert.properties.map((property) => ({
      read: ledgerColumns[property],
      values: [] as ArrayElement[],
    }));
    const days = new Set<string>();
    for (const record of records) {
      days.add(utcDay(record));
      for (const { read, values } of columns) values.push(read(record));
    }
    return {
      days: Array.from(days, (day) => new Date(day)),
      parameters: columns.map(({ values }) => arrayLiteral(values)),
    };
  }

  private async enterRows({ days, parameters }: Rows): Promise<number> {
    if (days.length === 0) return 0;
    await ensureDayPartitions(this.dataSource, days);
    const [entered] = await this.dataSource.query<{ count: number }[]>(this.insert.sql, [...parameters]);
    return entered?.count ?? 0;
  }
}

/** A record's time is ISO text in UTC. */
const utcDay = ({ startedAt }: UsageRecord): string => startedAt.slice(0, 'yyyy-mm-dd'.length);

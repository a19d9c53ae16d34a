import type { DataSource } from 'typeorm';

const DAY_MS = 86_400_000;
/** Any fixed number: it names the lock under which partitions are made. */
const PARTITION_LOCK = 7_265_002;

const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Makes the day partitions of `request_log` that the given times need, where they are missing. Days are UTC's. */
export async function ensureDayPartitions(dataSource: DataSource, times: readonly Date[]): Promise<void> {
  const days = [...new Set(times.map((time) => isoDay(time.getTime())))];
  const missing = await missingPartitions(dataSource, days);
  if (missing.length === 0) return;
  await dataSource.transaction(async (manager) => {
    // Two workers that make the same partition at once would otherwise fail on each other's catalogue rows.
    await manager.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
    for (const day of missing) {
      const nextDay = isoDay(Date.parse(day) + DAY_MS);
      await manager.query(
        `CREATE TABLE IF NOT EXISTS ${partitionName(day)} PARTITION OF request_log
         FOR VALUES FROM ('${day} 00:00:00+00') TO ('${nextDay} 00:00:00+00')`,
      );
    }
  });
}

const partitionName = (day: string): string => `request_log_${day.replaceAll('-', '')}`;

async function missingPartitions(dataSource: DataSource, days: readonly string[]): Promise<string[]> {
  const rows: { day: string }[] = await dataSource.query(
    `SELECT day FROM unnest($1::text[]) AS day
     WHERE to_regclass('request_log_' || replace(day, '-', '')) IS NULL`,
    [days],
  );
  return rows.map(({ day }) => day);
}

import type { DataSource } from 'typeorm';

/** Any fixed number: it names the lock under which migrations run. */
const MIGRATION_LOCK = 7_265_001;

/**
 * Brings the schema up to date and returns the names of the migrations that ran. Any number of processes may call it
 * at once: the first does the work, the others wait and find nothing to do.
 *
 * The lock belongs to a transaction, not to a session, so that it also holds behind PgBouncer in transaction mode.
 */
export async function migrate(dataSource: DataSource): Promise<string[]> {
  return dataSource.transaction(async (lockHolder) => {
    await lockHolder.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const applied = await dataSource.runMigrations({ transaction: 'all' });
    return applied.map(({ name }) => name);
  });
}

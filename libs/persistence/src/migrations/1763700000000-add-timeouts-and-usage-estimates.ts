import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AddTimeoutsAndUsageEstimates1763700000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['endpoints', 'virtual_models']) await queryRunner.query(addTimeouts(table));
    await queryRunner.query(ADD_USAGE_ESTIMATES);
  }

  /** Migrations go forward only: a released schema is changed by a newer migration, never taken back. */
  async down(): Promise<void> {
    throw new Error('migrations are forward-only');
  }
}

const addTimeouts = (table: string): string => `
ALTER TABLE ${table}
  ADD COLUMN connect_timeout_ms integer CHECK (connect_timeout_ms > 0),
  ADD COLUMN first_event_timeout_ms integer CHECK (first_event_timeout_ms > 0),
  ADD COLUMN idle_timeout_ms integer CHECK (idle_timeout_ms > 0),
  ADD COLUMN total_timeout_ms integer CHECK (total_timeout_ms > 0)`;

/**
 * Reaches every day's partition through the parent. A constant default is kept in the catalogue and no row is
 * rewritten (Postgres manual, "Modifying Tables"), so it takes a moment however large the ledger is. It is also what a
 * worker of the release before enters, which does not know the column.
 */
const ADD_USAGE_ESTIMATES =
  'ALTER TABLE request_log ADD COLUMN usage_estimated boolean NOT NULL DEFAULT false';

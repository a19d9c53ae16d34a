import { type Switchyard, waitFor } from '@switchyard/testing';

/** What the ledger knows of one request. */
export type LedgerRow = {
  readonly user_agent: string | null;
  readonly outcome: string;
  readonly error_code: string | null;
  readonly input_tokens: number | null;
  readonly cache_read_tokens: number | null;
  readonly cache_write_tokens: number | null;
  readonly output_tokens: number | null;
  readonly reasoning_tokens: number | null;
  /** Absent in a release that does not estimate. */
  readonly usage_estimated?: boolean | null;
};

const SETTLED_WITHIN_MS = 30_000;

/** The rows of each cell by its id, once there is one for every cell or no more are to be expected. */
export async function readLedger(
  { database }: Switchyard,
  cellIds: readonly string[],
): Promise<Map<string, LedgerRow[]>> {
  const read = async () => {
    const rowsById = new Map<string, LedgerRow[]>();
    for (const row of await database.query<LedgerRow>('SELECT * FROM request_log')) {
      const id = row.user_agent ?? '';
      rowsById.set(id, [...(rowsById.get(id) ?? []), row]);
    }
    return rowsById;
  };
  const isWhole = async () => {
    const rows = await read();
    return cellIds.every((id) => rows.has(id)) && rows;
  };
  return waitFor('a ledger row of every cell', isWhole, SETTLED_WITHIN_MS).catch(read);
}

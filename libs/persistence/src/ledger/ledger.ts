import { costOf, type UsageRecord } from '@switchyard/domain';
import type { DataSource, EntityManager } from 'typeorm';
import { RequestLogEntity } from '../entities/request-log.entity.js';
import { ensureDayPartitions } from './day-partitions.js';

/** Postgres takes 65,535 parameters a statement; a row has 27. */
const ROWS_PER_INSERT = 1_000;

/** The ledger of settled requests. Only the usage-worker writes to it. */
export class Ledger {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Enters records, all or none. A request that is there already stays as it is, so records may come any number of
   * times, from several workers, in any order.
   *
   * @returns how many were new
   */
  async enter(records: readonly UsageRecord[]): Promise<number> {
    if (records.length === 0) return 0;
    await ensureDayPartitions(
      this.dataSource,
      records.map(({ startedAt }) => new Date(startedAt)),
    );
    // In one order everywhere, so that two workers with the same records wait for each other instead of deadlocking.
    const sorted = [...records].sort(byKey);
    return this.dataSource.transaction(async (manager) => {
      let entered = 0;
      for (let start = 0; start < sorted.length; start += ROWS_PER_INSERT) {
        entered += await insertNew(manager, sorted.slice(start, start + ROWS_PER_INSERT));
      }
      return entered;
    });
  }
}

const keyOf = ({ startedAt, requestId }: UsageRecord): string => `${startedAt} ${requestId}`;

function byKey(a: UsageRecord, b: UsageRecord): number {
  return keyOf(a) < keyOf(b) ? -1 : 1;
}

async function insertNew(manager: EntityManager, records: readonly UsageRecord[]): Promise<number> {
  const result = await manager
    .createQueryBuilder()
    .insert()
    .into(RequestLogEntity)
    .values(records.map(toRow))
    .orIgnore()
    .returning(['requestId'])
    .updateEntity(false)
    .execute();
  return (result.raw as unknown[]).length;
}

function toRow({ usage, price, startedAt, ...facts }: UsageRecord): Partial<RequestLogEntity> {
  return {
    ...facts,
    ...usage,
    usageEstimated: facts.usageEstimated ?? false,
    startedAt: new Date(startedAt),
    cost: usage && price ? costOf(usage, price) : null,
  };
}

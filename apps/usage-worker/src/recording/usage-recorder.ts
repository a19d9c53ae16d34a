import { Inject, Injectable } from '@nestjs/common';
import {
  type JobPayload,
  queues,
  type RedisKeys,
  type UsageRecord,
  usageRecordSchema,
} from '@switchyard/domain';
import { Ledger } from '@switchyard/persistence';
import { LOGGER, REDIS_KEYS, RedisConnections } from '@switchyard/platform';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';

/** A gateway that does not come back for its confirmations in a week is gone; one that does sends again, harmlessly. */
const CONFIRMATION_SECONDS = 7 * 24 * 60 * 60;

/** Enters one segment's records in the ledger, then confirms the segment to the gateway that holds it on disk. */
@Injectable()
export class UsageRecorder {
  private readonly ledger: Ledger;

  constructor(
    dataSource: DataSource,
    private readonly redis: RedisConnections,
    @Inject(REDIS_KEYS) private readonly keys: RedisKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.ledger = new Ledger(dataSource);
  }

  /** Safe to call again with the same segment. @throws when the ledger could not be written: nothing is confirmed */
  async record(payload: unknown): Promise<void> {
    const segment = queues.usage.parse(payload);
    const records = this.readableRecords(segment);
    const entered = await this.ledger.enter(records);
    await this.confirm(segment);
    this.logger.debug({ segment: segment.segment, records: records.length, entered }, 'usage recorded');
  }

  private async confirm({ outbox, segment }: JobPayload<'usage'>): Promise<void> {
    const key = this.keys.confirmedSegments(outbox);
    await this.redis.commands.multi().sadd(key, segment).expire(key, CONFIRMATION_SECONDS).exec();
  }

  /** A record of another release that cannot be read is told and left out: it must not hold back the others. */
  private readableRecords({ outbox, segment, records }: JobPayload<'usage'>): UsageRecord[] {
    return records.flatMap((record) => {
      const parsed = usageRecordSchema.safeParse(record);
      if (parsed.success) return [parsed.data];
      this.logger.error({ outbox, segment, record, reason: parsed.error.message }, 'usage record refused');
      return [];
    });
  }
}

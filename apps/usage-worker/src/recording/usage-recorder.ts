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
import { recordsIn } from './records-in.js';

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
    const job = queues.usage.parse(payload);
    const { outbox, segment, records } = job;
    const lines = records
      ? null
      : await this.redis.commands.getBuffer(this.keys.segmentLines(outbox, segment));
    const unread = records ?? (lines && recordsIn(lines));
    if (!unread) {
      this.logger.warn({ outbox, segment }, 'usage is not in Redis; its gateway sends it again if it has to');
      return;
    }
    const entered = await this.ledger.enter(this.readable(unread, job));
    await this.confirm(job);
    this.logger.debug({ segment, entered }, 'usage recorded');
  }

  private async confirm({ outbox, segment }: JobPayload<'usage'>): Promise<void> {
    const key = this.keys.confirmedSegments(outbox);
    await this.redis.commands
      .multi()
      .sadd(key, segment)
      .expire(key, CONFIRMATION_SECONDS)
      .unlink(this.keys.segmentLines(outbox, segment))
      .exec();
  }

  /** A record of another release that cannot be read is told and left out: it must not hold back the others. */
  private *readable(
    records: Iterable<unknown>,
    { outbox, segment }: JobPayload<'usage'>,
  ): Generator<UsageRecord> {
    for (const record of records) {
      const parsed = usageRecordSchema.safeParse(record);
      if (parsed.success) yield parsed.data;
      else
        this.logger.error({ outbox, segment, record, reason: parsed.error.message }, 'usage record refused');
    }
  }
}

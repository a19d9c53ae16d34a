import { readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { JobPayload, RedisKeys } from '@switchyard/domain';
import { CONFIG, LOGGER, REDIS_KEYS, RedisConnections } from '@switchyard/platform';
import { Queue } from 'bullmq';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../gateway.config.js';
import { segmentFileName, segmentOfFile, wholeLines } from './segment.js';

const PASS_INTERVAL_MS = 250;
/** A segment the ledger has not confirmed by then is sent again: its job may have died with Redis or with a worker. */
const RESEND_AFTER_MS = 30_000;
/** For as long as the ledger is away: this gateway may be gone for good by the time it comes back. */
const JOB_ATTEMPTS = Number.MAX_SAFE_INTEGER;
const JOB_BACKOFF_MS = 2_000;
const LAST_PASS_TIMEOUT_MS = 3_000;

/**
 * Sends sealed segments through the queue and removes each once the ledger has confirmed it. The ledger is idempotent,
 * so sending twice is harmless; what is never sent or never confirmed stays on disk and is tried again.
 */
@Injectable()
export class OutboxSender implements OnApplicationBootstrap {
  private readonly folder: string;
  private readonly outbox: string;
  private readonly confirmedKey: string;
  private readonly queue: Queue<JobPayload<'usage'>>;
  /** Sealed segment -> when it was last sent; null for one that was not. */
  private readonly sentAtMs = new Map<string, number | null>();
  private timer: NodeJS.Timeout | undefined;
  private pass: Promise<void> | null = null;

  constructor(
    private readonly redis: RedisConnections,
    @Inject(REDIS_KEYS) private readonly keys: RedisKeys,
    @Inject(CONFIG) config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.folder = join(config.GATEWAY_DATA_DIR, 'outbox');
    this.outbox = config.INSTANCE_NAME;
    this.confirmedKey = keys.confirmedSegments(this.outbox);
    this.queue = new Queue('usage', { connection: redis.queues, prefix: keys.queues });
    this.queue.on('error', () => undefined);
  }

  /** Segments that an earlier run left behind are sent first. */
  async onApplicationBootstrap(): Promise<void> {
    for (const fileName of (await readdir(this.folder)).sort()) {
      const segment = segmentOfFile(fileName);
      if (segment) this.sentAtMs.set(segment, null);
    }
    if (this.sentAtMs.size > 0)
      this.logger.info({ segments: this.sentAtMs.size }, 'unconfirmed usage found in the outbox');
    this.timer = setInterval(() => this.startPass(), PASS_INTERVAL_MS);
  }

  add(segment: string): void {
    this.sentAtMs.set(segment, null);
    this.startPass();
  }

  /** One last pass, so that a planned stop leaves as little as possible for the next start. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    // A Redis that goes away now must not keep the process from ending: what is not sent stays on disk.
    const timeout = sleep(LAST_PASS_TIMEOUT_MS, undefined, { ref: false });
    await Promise.race([this.pass, timeout]);
    this.startPass();
    await Promise.race([this.pass, timeout]);
  }

  private startPass(): void {
    if (this.pass || this.sentAtMs.size === 0 || !this.redis.isReady) return;
    this.pass = this.runPass()
      .catch((error) =>
        this.logger.warn({ err: error }, 'usage is not sent at the moment; it waits in the outbox'),
      )
      .finally(() => {
        this.pass = null;
      });
  }

  private async runPass(): Promise<void> {
    await this.removeConfirmed();
    const resendBeforeMs = Date.now() - RESEND_AFTER_MS;
    for (const [segment, sentAtMs] of this.sentAtMs) {
      if (sentAtMs === null || sentAtMs < resendBeforeMs) await this.send(segment);
    }
  }

  private async removeConfirmed(): Promise<void> {
    const confirmed = await this.redis.commands.smembers(this.confirmedKey);
    if (confirmed.length === 0) return;
    for (const segment of confirmed) {
      await rm(join(this.folder, segmentFileName(segment)), { force: true });
      this.sentAtMs.delete(segment);
    }
    await this.redis.commands.srem(this.confirmedKey, ...confirmed);
  }

  /** A segment that cannot be read is set aside for people to look at: it must not hold back the others. */
  private async readSegment(segment: string): Promise<Buffer | null> {
    const path = join(this.folder, segmentFileName(segment));
    try {
      return wholeLines(await readFile(path));
    } catch (error) {
      this.logger.error(
        { err: error, path },
        'an outbox segment cannot be read; it is set aside as .damaged',
      );
      this.sentAtMs.delete(segment);
      await rename(path, `${path}.damaged`);
      return null;
    }
  }

  private async send(segment: string): Promise<void> {
    if (!(await this.putLines(segment))) return;
    await this.queue.add(
      'usage',
      { outbox: this.outbox, segment },
      {
        // While this job still waits, adding it again is a no-op: a long outage of the worker cannot flood Redis.
        jobId: `${this.outbox}__${segment}`,
        attempts: JOB_ATTEMPTS,
        backoff: { type: 'fixed', delay: JOB_BACKOFF_MS },
        removeOnComplete: true,
      },
    );
    this.sentAtMs.set(segment, Date.now());
  }

  /**
   * Puts the lines beside their job and not into it, as they are: BullMQ would write and parse them as JSON once more on
   * each side. They stay until they are in the ledger, so that sending again after an outage moves only names.
   *
   * @returns false when the segment is damaged
   */
  private async putLines(segment: string): Promise<boolean> {
    const key = this.keys.segmentLines(this.outbox, segment);
    if ((await this.redis.commands.exists(key)) === 1) return true;
    const lines = await this.readSegment(segment);
    if (lines === null) return false;
    await this.redis.commands.set(key, lines);
    return true;
  }
}

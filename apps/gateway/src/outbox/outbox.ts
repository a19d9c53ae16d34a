import { appendFileSync, closeSync, fsync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { UsageRecord } from '@switchyard/domain';
import { CONFIG, LOGGER } from '@switchyard/platform';
import type { Logger } from 'pino';
import type { GatewayConfig } from '../gateway.config.js';
import { OutboxSender } from './outbox-sender.js';
import { encodeRecord, segmentFileName, segmentName } from './segment.js';

/** A segment takes records for this long, then it is made durable and sent. */
const SEGMENT_AGE_MS = 200;
const MAX_SEGMENT_RECORDS = 1_000;
const WRITE_RETRY_MS = 1_000;
/** Records kept in memory while the disk takes none; beyond this the oldest are given up, loudly. */
const MAX_WAITING_RECORDS = 50_000;

const sync = promisify(fsync);

type OpenSegment = {
  readonly name: string;
  readonly fd: number;
  records: number;
  readonly timer: NodeJS.Timeout;
};

/**
 * Settled requests on their way to the ledger, on this gateway's own disk first, so that neither Redis nor Postgres nor
 * this process has to be trusted with them.
 *
 * The write is synchronous on purpose, and answers end after it. It goes to the page cache, costs less than handing it to
 * the thread pool, and leaves no moment in which a killed process would take along what its clients already count on
 * (docs/adr/0005).
 */
@Injectable()
export class Outbox implements OnModuleInit, OnApplicationShutdown {
  private readonly folder: string;
  private readonly startedAtMs = Date.now();
  private sequence = 0;
  private waiting: string[] = [];
  private segment: OpenSegment | null = null;
  private retryTimer: NodeJS.Timeout | undefined;
  /** Resolves when what this turn of the event loop has brought is written. */
  private turn: Promise<void> | null = null;
  private readonly sealing = new Set<Promise<void>>();

  constructor(
    private readonly sender: OutboxSender,
    @Inject(CONFIG) config: GatewayConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.folder = join(config.GATEWAY_DATA_DIR, 'outbox');
  }

  onModuleInit(): void {
    mkdirSync(this.folder, { recursive: true });
  }

  /**
   * Takes a record. All that come in one turn of the event loop are written together.
   * @returns when the record is in a file, or, while the disk takes none, in memory to be tried again
   */
  append(record: UsageRecord): Promise<void> {
    this.waiting.push(encodeRecord(record));
    this.turn ??= new Promise((resolve) => {
      setImmediate(() => {
        this.turn = null;
        if (this.retryTimer === undefined) this.write();
        resolve();
      });
    });
    return this.turn;
  }

  /** After the last request: what is left goes to disk and, when Redis is there, on its way. */
  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.retryTimer);
    this.write();
    this.seal();
    await Promise.all(this.sealing);
    await this.sender.stop();
  }

  private write(): void {
    this.retryTimer = undefined;
    if (this.waiting.length === 0) return;
    try {
      this.segment ??= this.openSegment();
      appendFileSync(this.segment.fd, this.waiting.join(''));
      this.segment.records += this.waiting.length;
      this.waiting = [];
    } catch (error) {
      this.retryLater(error);
      return;
    }
    if (this.segment.records >= MAX_SEGMENT_RECORDS) this.seal();
  }

  private openSegment(): OpenSegment {
    const name = segmentName(this.startedAtMs, this.sequence++);
    const fd = openSync(join(this.folder, segmentFileName(name)), 'ax', 0o600);
    return { name, fd, records: 0, timer: setTimeout(() => this.seal(), SEGMENT_AGE_MS) };
  }

  /** Makes the open segment durable and hands it to the sender. */
  private seal(): void {
    const { segment } = this;
    if (!segment) return;
    this.segment = null;
    clearTimeout(segment.timer);
    const sealed = sync(segment.fd)
      .catch((error) =>
        this.logger.error({ err: error, segment: segment.name }, 'an outbox segment was not synced to disk'),
      )
      .then(() => {
        closeSync(segment.fd);
        this.sender.add(segment.name);
      })
      .finally(() => this.sealing.delete(sealed));
    this.sealing.add(sealed);
  }

  /** The segment may end in half a line now, so what is tried again goes into a new one. */
  private retryLater(error: unknown): void {
    this.seal();
    const lost = Math.max(0, this.waiting.length - MAX_WAITING_RECORDS);
    this.waiting.splice(0, lost);
    this.logger.error(
      { err: error, waiting: this.waiting.length, lost },
      'usage records cannot be written to the outbox',
    );
    this.retryTimer = setTimeout(() => this.write(), WRITE_RETRY_MS).unref();
  }
}

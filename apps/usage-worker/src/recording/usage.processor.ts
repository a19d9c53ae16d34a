import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { LOGGER } from '@switchyard/platform';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { UsageRecorder } from './usage-recorder.js';

const CONCURRENCY = 4;
/** A killed worker's jobs are taken over after these two. All workers of a queue must agree (BullMQ, "Stalled jobs"). */
const LOCK_DURATION_MS = 10_000;
const STALLED_INTERVAL_MS = 5_000;

@Processor('usage', {
  concurrency: CONCURRENCY,
  lockDuration: LOCK_DURATION_MS,
  stalledInterval: STALLED_INTERVAL_MS,
})
export class UsageProcessor extends WorkerHost {
  constructor(
    private readonly recorder: UsageRecorder,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  process(job: Job): Promise<void> {
    return this.recorder.record(job.data);
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job | undefined, error: Error): void {
    this.logger.warn(
      { err: error, job: job?.id, attempt: job?.attemptsMade },
      'usage not recorded; it will be tried again',
    );
  }

  /** Without a listener BullMQ prints connection errors itself, one for each attempt to reconnect. */
  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.logger.debug({ err: error }, 'queue connection');
  }
}

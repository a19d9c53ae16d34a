import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { LOGGER } from '@switchyard/platform';
import { workerSettings } from '@switchyard/platform/queues';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { UsageRecorder } from './usage-recorder.js';

const CONCURRENCY = 4;

@Processor('usage', { ...workerSettings, concurrency: CONCURRENCY })
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

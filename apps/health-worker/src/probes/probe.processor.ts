import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { queues } from '@switchyard/domain';
import { ConfigSource, LOGGER } from '@switchyard/platform';
import { workerSettings } from '@switchyard/platform/queues';
import type { Job } from 'bullmq';
import type { Logger } from 'pino';
import { EndpointProbe } from './endpoint-probe.js';
import { HealthRecorder } from './health-recorder.js';

const CONCURRENCY = 16;

/** Each probe is a job, so that several health workers share them instead of repeating them. */
@Processor('probes', { ...workerSettings, concurrency: CONCURRENCY })
export class ProbeProcessor extends WorkerHost {
  constructor(
    private readonly source: ConfigSource,
    private readonly probe: EndpointProbe,
    private readonly recorder: HealthRecorder,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    super();
  }

  async process(job: Job): Promise<void> {
    const { endpointId } = queues.probes.parse(job.data);
    const endpoint = this.source.current?.endpointById.get(endpointId);
    if (!endpoint?.enabled || endpoint.healthCheckUrl === null) return;
    await this.recorder.record(endpoint, await this.probe.run(endpoint.healthCheckUrl));
  }

  @OnWorkerEvent('failed')
  onFailed(_job: Job | undefined, error: Error): void {
    this.logger.warn({ err: error }, 'a probe could not be recorded');
  }

  /** Without a listener BullMQ prints connection errors itself, one for each attempt to reconnect. */
  @OnWorkerEvent('error')
  onError(error: Error): void {
    this.logger.debug({ err: error }, 'queue connection');
  }
}

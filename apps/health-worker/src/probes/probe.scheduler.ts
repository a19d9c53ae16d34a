import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { EndpointConfig, JobPayload } from '@switchyard/domain';
import { CONFIG, ConfigSource, type ConfigView, LOGGER, RedisConnections } from '@switchyard/platform';
import type { Queue } from 'bullmq';
import type { Logger } from 'pino';
import type { HealthWorkerConfig } from '../health-worker.config.js';
import { HealthRecorder } from './health-recorder.js';

const SECOND_MS = 1000;
/** Redis may lose the schedules it keeps; they are laid down again this often. */
const RECONCILE_INTERVAL_MS = 30_000;

/** Keeps one repeating probe for each enabled endpoint that has a health URL. */
@Injectable()
export class ProbeScheduler implements OnApplicationBootstrap, OnApplicationShutdown {
  private reconciling: Promise<void> = Promise.resolve();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    @InjectQueue('probes') private readonly queue: Queue<JobPayload<'probes'>>,
    private readonly source: ConfigSource,
    private readonly recorder: HealthRecorder,
    private readonly redis: RedisConnections,
    @Inject(CONFIG) private readonly config: HealthWorkerConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.source.onChange((view) => this.reconcile(view));
    this.timer = setInterval(
      () => this.source.current && this.reconcile(this.source.current),
      RECONCILE_INTERVAL_MS,
    );
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private reconcile(view: ConfigView): void {
    this.reconciling = this.reconciling
      .then(() => this.reconcileNow(view))
      .catch((error) => this.logger.warn({ err: error }, 'probes not scheduled; it will be tried again'));
  }

  private async reconcileNow(view: ConfigView): Promise<void> {
    if (!this.redis.isReady) return;
    const everyMs = this.config.HEALTH_CHECK_INTERVAL_SECONDS * SECOND_MS;
    const probed = everyMs === 0 ? [] : [...view.endpointById.values()].filter(isProbed);
    const wanted = new Map(probed.map((endpoint) => [schedulerId(endpoint), endpoint]));
    const existing = new Map(
      (await this.queue.getJobSchedulers()).map(({ key, every }) => [key, Number(every)]),
    );
    for (const key of existing.keys()) if (!wanted.has(key)) await this.queue.removeJobScheduler(key);
    for (const [key, endpoint] of wanted)
      if (existing.get(key) !== everyMs) await this.schedule(key, endpoint, everyMs);
    await this.recorder.forgetAllBut(new Set(probed.map(({ id }) => id)));
  }

  private async schedule(key: string, endpoint: EndpointConfig, everyMs: number): Promise<void> {
    const job = {
      name: 'probes',
      data: { endpointId: endpoint.id },
      opts: { removeOnComplete: true, removeOnFail: true },
    };
    await this.queue.upsertJobScheduler(key, { every: everyMs }, job);
  }
}

const isProbed = (endpoint: EndpointConfig): boolean => endpoint.enabled && endpoint.healthCheckUrl !== null;

/** A changed URL is a new schedule: its first probe runs at once instead of when the old one would have. */
const schedulerId = ({ id, healthCheckUrl }: EndpointConfig): string =>
  `endpoint-${id}-${Buffer.from(healthCheckUrl ?? '').toString('base64url')}`;

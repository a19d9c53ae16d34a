import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import type { EventSubscriber } from '../events/event-subscriber.js';
import type { RedisConnections } from '../redis/redis-connections.js';
import { buildConfigView, type ConfigView } from './config-view.js';
import { type ParsedSnapshot, parseSnapshot } from './parsed-snapshot.js';
import type { SnapshotFile } from './snapshot-file.js';
import type { SnapshotStore } from './snapshot-store.js';
import type { StoredSnapshot } from './stored-snapshot.js';
import { timeSlices } from './time-slices.js';

/** Pub/sub is only a hint: a message lost during a reconnection is made good within this time. */
const POLL_INTERVAL_MS = 2_000;

type Listener = (view: ConfigView) => void;

/**
 * The config of a service that does not own it: swapped in one assignment, kept on disk, never half-applied.
 * A snapshot that cannot be read is logged and the last good one stays in force.
 */
export class ConfigSource implements OnApplicationBootstrap, OnApplicationShutdown {
  private held: ParsedSnapshot | null = null;
  private view: ConfigView | null = null;
  private readonly listeners: Listener[] = [];
  private refreshing: Promise<void> | null = null;
  private isRefreshWanted = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: SnapshotStore,
    private readonly file: SnapshotFile | null,
    private readonly redis: RedisConnections,
    private readonly events: EventSubscriber,
    private readonly logger: Logger,
  ) {}

  /** The config in force, or null until the first one was read from Redis or disk. */
  get current(): ConfigView | null {
    return this.view;
  }

  /** Calls `listener` now, when there is a config, and after each change. */
  onChange(listener: Listener): void {
    this.listeners.push(listener);
    if (this.view) listener(this.view);
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.loadFromDisk();
    this.events.on('config-changed', () => this.refresh());
    this.redis.commands.on('ready', () => this.refresh());
    this.timer = setInterval(() => this.refresh(), POLL_INTERVAL_MS);
    await this.refresh();
  }

  /** Waits for a snapshot that is on its way to disk. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.refreshing;
  }

  /** Reads what Redis has; calls that come meanwhile are served by one more reading after it. */
  refresh(): Promise<void> {
    if (this.refreshing) {
      this.isRefreshWanted = true;
      return this.refreshing;
    }
    this.refreshing = this.refreshOnce().finally(() => {
      this.refreshing = null;
      if (!this.isRefreshWanted) return;
      this.isRefreshWanted = false;
      void this.refresh();
    });
    return this.refreshing;
  }

  private async refreshOnce(): Promise<void> {
    if (!this.redis.isReady) return;
    try {
      const snapshot = await this.store.read(this.held);
      if (!snapshot) return;
      await this.adopt(snapshot, 'redis');
      await this.file?.write(snapshot);
    } catch (error) {
      this.logger.error({ err: error }, 'config not refreshed; the last good one stays in force');
    }
  }

  private async loadFromDisk(): Promise<void> {
    try {
      const snapshot = await this.file?.read();
      if (snapshot) await this.adopt(snapshot, 'disk');
    } catch (error) {
      this.logger.warn({ err: error }, 'the config kept on disk cannot be read');
    }
  }

  private async adopt(snapshot: StoredSnapshot, origin: 'redis' | 'disk'): Promise<void> {
    const pause = timeSlices();
    const parsed = await parseSnapshot(snapshot, this.held, pause);
    const view = await buildConfigView(parsed, pause);
    this.held = parsed;
    this.view = view;
    const { revision } = view.version;
    this.logger.info({ revision, origin, models: view.modelByName.size }, 'config in force');
    for (const listener of this.listeners) listener(view);
  }
}

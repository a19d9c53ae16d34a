import type { OnApplicationShutdown } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';

const COMMAND_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
const MAX_RECONNECT_DELAY_MS = 1_000;

/**
 * The service's connections to Redis, by role. They reconnect for ever and log only the changes, so that a Redis
 * which is away for an hour costs two lines.
 */
export class RedisConnections implements OnApplicationShutdown {
  /** For ordinary commands. A command fails after two seconds rather than waiting for Redis to come back. */
  readonly commands: Redis;
  /** For pub/sub only: a subscribed connection takes no other command. */
  readonly subscriber: Redis;
  /** For BullMQ, which blocks on purpose and waits through outages by itself. */
  readonly queues: Redis;

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
  ) {
    this.commands = this.connect('commands', { commandTimeout: COMMAND_TIMEOUT_MS, maxRetriesPerRequest: 1 });
    // The ready check asks with INFO, which a connection that has begun to subscribe no longer may.
    this.subscriber = this.connect('subscriber', { maxRetriesPerRequest: null, enableReadyCheck: false });
    this.queues = this.connect('queues', { maxRetriesPerRequest: null });
  }

  get isReady(): boolean {
    return this.commands.status === 'ready';
  }

  async onApplicationShutdown(): Promise<void> {
    for (const connection of [this.commands, this.subscriber, this.queues]) connection.disconnect();
  }

  private connect(role: string, options: RedisOptions): Redis {
    const connection = new Redis(this.url, {
      connectionName: `switchyard-${role}`,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (attempt) => Math.min(attempt * 50, MAX_RECONNECT_DELAY_MS),
      ...options,
    });
    let isKnownDown = false;
    connection.on('error', (error: Error) => {
      if (!isKnownDown) this.logger.warn({ role, reason: error.message }, 'Redis is away');
      isKnownDown = true;
    });
    connection.on('ready', () => {
      if (isKnownDown) this.logger.info({ role }, 'Redis is back');
      isKnownDown = false;
    });
    return connection;
  }
}

import type { ChannelName, ChannelPayload, RedisKeys } from '@switchyard/domain';
import type { RedisConnections } from '../redis/redis-connections.js';

/** Publishes typed events: a payload that does not fit its channel does not compile. */
export class EventPublisher {
  constructor(
    private readonly redis: RedisConnections,
    private readonly keys: RedisKeys,
  ) {}

  async publish<Name extends ChannelName>(name: Name, payload: ChannelPayload<Name>): Promise<void> {
    await this.redis.commands.publish(this.keys.channel(name), JSON.stringify(payload));
  }
}

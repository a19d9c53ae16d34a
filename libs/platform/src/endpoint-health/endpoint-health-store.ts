import { type EndpointHealth, endpointHealthSchema, type RedisKeys } from '@switchyard/domain';
import type { RedisConnections } from '../redis/redis-connections.js';

/** Health of all endpoints in Redis: one hash, written by the health-worker only. */
export class EndpointHealthStore {
  constructor(
    private readonly redis: RedisConnections,
    private readonly keys: RedisKeys,
  ) {}

  async readAll(): Promise<EndpointHealth[]> {
    const entries = await this.redis.commands.hvals(this.keys.endpointHealth);
    return entries.map((text) => endpointHealthSchema.parse(JSON.parse(text)));
  }

  async read(endpointId: number): Promise<EndpointHealth | undefined> {
    const text = await this.redis.commands.hget(this.keys.endpointHealth, String(endpointId));
    return text === null ? undefined : endpointHealthSchema.parse(JSON.parse(text));
  }

  async write(health: EndpointHealth): Promise<void> {
    await this.redis.commands.hset(
      this.keys.endpointHealth,
      String(health.endpointId),
      JSON.stringify(health),
    );
  }

  async remove(endpointIds: readonly number[]): Promise<void> {
    if (endpointIds.length > 0)
      await this.redis.commands.hdel(this.keys.endpointHealth, ...endpointIds.map(String));
  }
}

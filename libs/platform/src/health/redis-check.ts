import type { RedisConnections } from '../redis/redis-connections.js';
import type { ReadinessCheck } from './readiness-check.js';

export const redisCheck = (redis: RedisConnections, isVital: boolean): ReadinessCheck => ({
  name: 'redis',
  isVital,
  check: async () => {
    if (!redis.isReady) throw new Error('not connected');
    await redis.commands.ping();
  },
});

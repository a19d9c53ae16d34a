import { join } from 'node:path';
import { secretFile } from '../folder/secret-file.js';
import type { RedisPlace } from '../stores/redis/redis-place.js';

/** Where a Redis under test keeps what, laid out as in a data folder. */
export function aRedisPlace(dataFolder: string): RedisPlace {
  const folder = join(dataFolder, 'redis');
  const passwordFile = join(folder, 'password');
  return {
    folder,
    passwordFile,
    password: secretFile(passwordFile, () => 'a-password'),
    portFile: join(dataFolder, 'ports', 'redis'),
    logFile: join(dataFolder, 'logs', 'redis.log'),
  };
}

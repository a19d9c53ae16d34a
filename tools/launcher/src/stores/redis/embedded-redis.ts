import type { RedisEngine } from '../../config/launcher-config.js';
import type { Log } from '../../console/terminal.js';
import type { EmbeddedStore } from '../embedded-store.js';
import { findNativeRedis } from './find-native-redis.js';
import { NativeRedis } from './native-redis.js';
import type { RedisPlace } from './redis-place.js';
import { ValkeyWasm } from './valkey-wasm.js';

/** The best private Redis this machine can have: a native one where there is one, else the one in WebAssembly. */
export async function embeddedRedis(
  engine: RedisEngine,
  place: RedisPlace,
  log: Log,
): Promise<EmbeddedStore> {
  const binary = engine === 'wasm' ? undefined : await findNativeRedis(log);
  return binary ? new NativeRedis(binary, place, log) : new ValkeyWasm(place, log);
}

import type { ConfigHead, RedisKeys } from '@switchyard/domain';
import type { RedisConnections } from '../redis/redis-connections.js';
import { isSameVersion, parseHead, partsOf, type StoredSnapshot } from './stored-snapshot.js';

/** Not the name that an earlier layout used: whoever finds no head waits, whoever finds one can read it. */
const HEAD_FIELD = 'parts';
const PART_FIELD = 'part:';

/**
 * ARGV is the head, the fields of all its parts as a JSON list, then field and text of each part that Redis lacked.
 * Refuses (0) to replace a newer revision of the same epoch. Writes nothing (-1) when a part would be missing, which
 * happens when another publisher swept it meanwhile. Else writes it whole (1) and sweeps what the head does not name.
 */
const PUBLISH_SCRIPT = `
local current = redis.call('HGET', KEYS[1], '${HEAD_FIELD}')
if current then
  local old, new = cjson.decode(current), cjson.decode(ARGV[1])
  if old.epoch == new.epoch and old.revision > new.revision then return 0 end
end
local given = {}
for i = 3, #ARGV, 2 do given[ARGV[i]] = ARGV[i + 1] end
local named = { ['${HEAD_FIELD}'] = true }
for _, field in ipairs(cjson.decode(ARGV[2])) do
  named[field] = true
  if not given[field] and redis.call('HEXISTS', KEYS[1], field) == 0 then return -1 end
end
redis.call('HSET', KEYS[1], '${HEAD_FIELD}', ARGV[1])
for field, text in pairs(given) do redis.call('HSET', KEYS[1], field, text) end
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if not named[field] then redis.call('HDEL', KEYS[1], field) end
end
return 1`;

/** A reply with more of them would hold up the event loop of whoever reads it. */
const PARTS_PER_READ = 8;

const fieldOf = (digest: string): string => `${PART_FIELD}${digest}`;

/** The config snapshot in Redis: one hash with its head and its parts. */
export class SnapshotStore {
  constructor(
    private readonly redis: RedisConnections,
    private readonly keys: RedisKeys,
  ) {}

  /** Sends the parts that Redis does not have. @returns false when Redis already holds a newer revision */
  async write(snapshot: StoredSnapshot): Promise<boolean> {
    const { commands } = this.redis;
    const stored = new Set(await commands.hkeys(this.keys.config));
    const lacking = [...snapshot.texts].map(([digest, text]) => [fieldOf(digest), text] as const);
    const written = await commands.eval(
      PUBLISH_SCRIPT,
      1,
      this.keys.config,
      JSON.stringify(snapshot.head),
      JSON.stringify(partsOf(snapshot.head).map(fieldOf)),
      ...lacking.filter(([field]) => !stored.has(field)).flat(),
    );
    return written === -1 ? this.write(snapshot) : written === 1;
  }

  async readHead(): Promise<ConfigHead | null> {
    const head = await this.redis.commands.hget(this.keys.config, HEAD_FIELD);
    return head === null ? null : parseHead(head);
  }

  /**
   * The current snapshot; null when there is none, or none but `held`. Parts that `held` already has are not fetched
   * again. What has the digest is the part, whenever it was read, so they need not be read in one command.
   *
   * @throws {Error} when a part is not there
   */
  async read(held: StoredSnapshot | null): Promise<StoredSnapshot | null> {
    const head = await this.readHead();
    if (!head || (held && isSameVersion(head, held.head))) return null;
    const texts = await this.readParts(partsOf(head), held);
    if (texts) return { head, texts };
    const newer = await this.readHead();
    // A newer version sweeps the parts of the one before.
    if (newer && !isSameVersion(newer, head)) return this.read(held);
    throw new Error('Redis lacks a part of the config');
  }

  private async readParts(
    digests: readonly string[],
    held: StoredSnapshot | null,
  ): Promise<ReadonlyMap<string, string> | null> {
    // In the order of the parts, whichever of them are fetched.
    const texts = new Map(digests.map((digest) => [digest, held?.texts.get(digest) ?? '']));
    const wanted = digests.filter((digest) => !held?.texts.has(digest));
    for (let start = 0; start < wanted.length; start += PARTS_PER_READ) {
      const some = wanted.slice(start, start + PARTS_PER_READ);
      const fetched = await this.redis.commands.hmget(this.keys.config, ...some.map(fieldOf));
      for (const [index, digest] of some.entries()) {
        const text = fetched[index];
        if (text === null || text === undefined) return null;
        texts.set(digest, text);
      }
    }
    return texts;
  }
}

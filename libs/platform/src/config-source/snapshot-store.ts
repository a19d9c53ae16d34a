import { type RedisKeys, type SectionName, sectionNames } from '@switchyard/domain';
import type { RedisConnections } from '../redis/redis-connections.js';
import { parseHead, type StoredSnapshot } from './stored-snapshot.js';

/** Refuses to replace a newer revision of the same epoch; anything else is written whole or not at all. */
const PUBLISH_SCRIPT = `
local current = redis.call('HGET', KEYS[1], 'head')
if current then
  local old, new = cjson.decode(current), cjson.decode(ARGV[1])
  if old.epoch == new.epoch and old.revision > new.revision then return 0 end
end
redis.call('HSET', KEYS[1], 'head', ARGV[1], unpack(ARGV, 2))
return 1`;

const fieldOf = (name: SectionName): string => `section:${name}`;

/** The config snapshot in Redis: one hash with its head and sections. */
export class SnapshotStore {
  constructor(
    private readonly redis: RedisConnections,
    private readonly keys: RedisKeys,
  ) {}

  /** @returns false when Redis already holds a newer revision */
  async write(snapshot: StoredSnapshot): Promise<boolean> {
    const fields = sectionNames.flatMap((name) => [fieldOf(name), snapshot.texts[name]]);
    const written = await this.redis.commands.eval(
      PUBLISH_SCRIPT,
      1,
      this.keys.config,
      JSON.stringify(snapshot.head),
      ...fields,
    );
    return written === 1;
  }

  async readHead(): Promise<StoredSnapshot['head'] | null> {
    const head = await this.redis.commands.hget(this.keys.config, 'head');
    return head === null ? null : parseHead(head);
  }

  /**
   * The current snapshot. Sections that `held` already has are not fetched again. One command reads head and
   * sections together, so they belong to each other.
   */
  async read(held: StoredSnapshot | null): Promise<StoredSnapshot | null> {
    const wanted = await this.changedSections(held);
    const [headText, ...texts] = await this.redis.commands.hmget(
      this.keys.config,
      'head',
      ...wanted.map(fieldOf),
    );
    if (!headText) return null;
    const fetched = Object.fromEntries(wanted.map((name, index) => [name, texts[index] ?? '']));
    return { head: parseHead(headText), texts: { ...held?.texts, ...fetched } as StoredSnapshot['texts'] };
  }

  private async changedSections(held: StoredSnapshot | null): Promise<SectionName[]> {
    const head = held && (await this.readHead());
    if (!head) return sectionNames;
    return sectionNames.filter((name) => head.digests[name] !== held.head.digests[name]);
  }
}

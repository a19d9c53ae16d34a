import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';

const SHORTEST_INTERVAL_MS = 2_000;
// Saving stops the server meanwhile, so a big data set is saved less often: at most a twentieth of the time.
const PAUSE_PER_SAVE = 20;

/** Saves a server that has no persistence of its own: whenever something changed, at most every few seconds. */
export class DumpKeeper {
  constructor(
    private readonly redis: Redis,
    private readonly report: (problem: string) => void,
  ) {}

  /** Runs until `signal` fires; the last save is then the caller's. */
  async run(signal: AbortSignal): Promise<void> {
    let lastSaveMs = 0;
    while (!signal.aborted) {
      try {
        await sleep(Math.max(SHORTEST_INTERVAL_MS, lastSaveMs * PAUSE_PER_SAVE), undefined, { signal });
        lastSaveMs = await this.saveIfChanged();
      } catch (error) {
        // A full disk may have room again later: what is in memory is worth more than a clean exit.
        if (!signal.aborted) this.report(`Saving failed: ${String(error)}`);
      }
    }
  }

  /** Returns how long the save took, 0 when there was nothing to save. */
  async saveIfChanged(): Promise<number> {
    const changes = /^rdb_changes_since_last_save:(\d+)/m.exec(await this.redis.info('persistence'))?.[1];
    if (Number(changes) === 0) return 0;
    const startedAtMs = performance.now();
    await this.redis.save();
    return performance.now() - startedAtMs;
  }
}

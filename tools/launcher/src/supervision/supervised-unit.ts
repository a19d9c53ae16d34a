import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../console/terminal.js';
import { HEALTHY_AFTER_MS, restartDelayMs } from './restart-delay.js';
import type { RunningUnit, Unit } from './unit.js';

export type Clock = {
  nowMs(): number;
  sleep(delayMs: number, signal: AbortSignal): Promise<void>;
};

const systemClock: Clock = {
  nowMs: () => performance.now(),
  sleep: (delayMs, signal) => sleep(delayMs, undefined, { signal }),
};

/** Keeps one unit running: starts it again, ever more patiently, whenever it dies without being asked to. */
export class SupervisedUnit {
  private running: RunningUnit | undefined;
  private stopping = new AbortController();
  private watch: Promise<void> = Promise.resolve();
  private failures = 0;

  constructor(
    private readonly unit: Unit,
    private readonly log: Log,
    private readonly clock: Clock = systemClock,
  ) {}

  get name(): string {
    return this.unit.name;
  }

  /** Undefined while the unit is down. */
  get pid(): number | undefined {
    return this.running?.pid;
  }

  /** The first start: a failure is the caller's to judge, only later ones are retried. */
  async start(signal: AbortSignal = new AbortController().signal): Promise<void> {
    this.stopping = new AbortController();
    this.running = await this.unit.start(AbortSignal.any([signal, this.stopping.signal]));
    this.watch = this.keepRunning(this.running);
  }

  async stop(force: AbortSignal = new AbortController().signal): Promise<void> {
    this.stopping.abort();
    await this.running?.stop(force);
    await this.watch;
    this.running = undefined;
  }

  private async keepRunning(first: RunningUnit): Promise<void> {
    let current: RunningUnit | undefined = first;
    while (current) {
      const upSinceMs = this.clock.nowMs();
      const reason = await current.exited;
      this.running = undefined;
      if (this.stopping.signal.aborted) return;
      if (this.clock.nowMs() - upSinceMs >= HEALTHY_AFTER_MS) this.failures = 0;
      current = await this.revive(reason);
    }
  }

  /** Tries until the unit runs again; returns undefined only when it is asked to stop meanwhile. */
  private async revive(why: string): Promise<RunningUnit | undefined> {
    const { signal } = this.stopping;
    let reason = why;
    while (!signal.aborted) {
      this.failures += 1;
      const delayMs = restartDelayMs(this.failures);
      this.log(`${this.name} ${reason}; starting it again in ${delayMs / 1_000} s`);
      try {
        await this.clock.sleep(delayMs, signal);
        this.running = await this.unit.start(signal);
      } catch (error) {
        reason = `did not start: ${error instanceof Error ? error.message : String(error)}`;
        continue;
      }
      if (!signal.aborted) {
        this.log(`${this.name} is running again`);
        return this.running;
      }
      await this.running.stop(signal);
    }
    return undefined;
  }
}

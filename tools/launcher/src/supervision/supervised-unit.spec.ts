import { describe, expect, it } from 'vitest';
import { eventually, never } from '../testing/signals.js';
import { type Clock, SupervisedUnit } from './supervised-unit.js';
import type { RunningUnit, Unit } from './unit.js';

/** A unit whose processes die when the test says so. */
class FakeUnit implements Unit {
  readonly name = 'fake';
  readonly failures: string[] = [];
  starts = 0;
  stops = 0;
  die: (reason: string) => void = () => {};

  async start(): Promise<RunningUnit> {
    this.starts += 1;
    const failure = this.failures.shift();
    if (failure !== undefined) throw new Error(failure);
    const exited = new Promise<string>((resolve) => {
      this.die = resolve;
    });
    const stop = async () => {
      this.stops += 1;
      this.die('was stopped');
    };
    return { pid: 1_000 + this.starts, exited, stop };
  }
}

class FakeClock implements Clock {
  time = 0;
  readonly delays: number[] = [];

  nowMs(): number {
    return this.time;
  }

  async sleep(delayMs: number, signal: AbortSignal): Promise<void> {
    this.delays.push(delayMs);
    await new Promise((resolve) => setImmediate(resolve));
    signal.throwIfAborted();
  }
}

function setUp() {
  const unit = new FakeUnit();
  const clock = new FakeClock();
  const lines: string[] = [];
  return { unit, clock, lines, sut: new SupervisedUnit(unit, (line) => lines.push(line), clock) };
}

describe(SupervisedUnit.name, () => {
  it('starts a unit again that died, and says so', async () => {
    const { unit, lines, sut } = setUp();
    await sut.start();
    unit.die('exited with code 1');
    await eventually(() => expect(sut.pid).toBe(1_002));
    expect(lines).toEqual(['fake exited with code 1; starting it again in 1 s', 'fake is running again']);
    await sut.stop();
  });

  it('grows more patient with each failure, also of a start', async () => {
    const { unit, clock, lines, sut } = setUp();
    await sut.start();
    unit.failures.push('no luck', 'no luck');
    unit.die('exited with code 1');
    await eventually(() => expect(unit.starts).toBe(4));
    expect(clock.delays).toEqual([1_000, 2_000, 4_000]);
    expect(lines).toContain('fake did not start: no luck; starting it again in 2 s');
    await sut.stop();
  });

  it('forgets failures after a minute of health', async () => {
    const { unit, clock, sut } = setUp();
    await sut.start();
    unit.die('exited with code 1');
    await eventually(() => expect(sut.pid).toBe(1_002));
    clock.time += 60_000;
    unit.die('exited with code 1');
    await eventually(() => expect(sut.pid).toBe(1_003));
    expect(clock.delays).toEqual([1_000, 1_000]);
    await sut.stop();
  });

  it('leaves the failure of the first start to the caller', async () => {
    const { unit, clock, sut } = setUp();
    unit.failures.push('no luck');
    await expect(sut.start()).rejects.toThrow('no luck');
    expect(clock.delays).toEqual([]);
  });

  it('does not start again what was stopped on purpose', async () => {
    const { unit, lines, sut } = setUp();
    await sut.start();
    await sut.stop();
    expect(unit).toMatchObject({ starts: 1, stops: 1 });
    expect(lines).toEqual([]);
    expect(sut.pid).toBeUndefined();
  });

  it('can be started anew after a stop', async () => {
    const { unit, sut } = setUp();
    await sut.start();
    await sut.stop();
    await sut.start();
    expect(sut.pid).toBe(1_002);
    await sut.stop(never);
    expect(unit.stops).toBe(2);
  });

  it('stops while it waits for the next try', async () => {
    const { unit, sut } = setUp();
    await sut.start();
    unit.die('exited with code 1');
    await sut.stop();
    expect(unit.starts).toBe(1);
  });

  it('stops a process that came up in the same moment', async () => {
    const { unit, sut } = setUp();
    await sut.start();
    const startPlainly = unit.start.bind(unit);
    let stopped: Promise<void> | undefined;
    unit.start = async () => {
      const running = await startPlainly();
      stopped = sut.stop();
      return running;
    };
    unit.die('exited with code 1');
    await eventually(() => expect(stopped).toBeDefined());
    await stopped;
    expect(unit.stops).toBe(1);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AttemptClock } from './attempt-clock.js';

describe(AttemptClock.name, () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  const start = (request = new AbortController()) => ({
    request,
    sut: new AttemptClock({ firstEventMs: 100, idleMs: 50 }, request.signal, 'slow'),
  });

  const reasonOf = ({ signal }: AttemptClock) => (signal.aborted ? (signal.reason as Error).message : null);

  it('ends an attempt whose answer does not begin in time', async () => {
    const { sut } = start();
    await vi.advanceTimersByTimeAsync(99);
    expect(reasonOf(sut)).toBeNull();
    await vi.advanceTimersByTimeAsync(2);
    expect(reasonOf(sut)).toContain('did not begin');
  });

  it('ends one that pauses too long within its answer, counted from when it was last waited for', async () => {
    const { sut } = start();
    await vi.advanceTimersByTimeAsync(90);
    sut.begun();
    const first = sut.wait(new Promise((resolve) => setTimeout(resolve, 40)));
    await vi.advanceTimersByTimeAsync(40);
    await first;
    void sut.wait(new Promise(() => undefined));
    await vi.advanceTimersByTimeAsync(45);
    expect(reasonOf(sut)).toBeNull();
    await vi.advanceTimersByTimeAsync(10);
    expect(reasonOf(sut)).toContain('in the middle');
  });

  it('does not count time in which nobody waits for the endpoint', async () => {
    const { sut } = start();
    sut.begun();
    await sut.wait(Promise.resolve());
    await vi.advanceTimersByTimeAsync(1_000);
    expect(reasonOf(sut)).toBeNull();
    sut.stop();
  });

  it('ends with its request, for the same reason', () => {
    const { request, sut } = start();
    request.abort(new Error('gone'));
    expect(reasonOf(sut)).toBe('gone');
  });

  it('leaves no timer behind', () => {
    const { sut } = start();
    sut.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});

import type { GatewayError } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { AttemptClock } from './attempt-clock.js';

const FIRST_EVENT_MS = 100;
const IDLE_MS = 50;

describe(AttemptClock.name, () => {
  function start() {
    const reasons: GatewayError[] = [];
    const timeouts = { firstEventMs: FIRST_EVENT_MS, idleMs: IDLE_MS };
    const sut = new AttemptClock(timeouts, 'slow', (reason) => reasons.push(reason));
    const startedAtMs = performance.now();
    const reasonAfter = (passedMs: number): string | undefined => {
      sut.look(startedAtMs + passedMs);
      return reasons.at(-1)?.message;
    };
    return { sut, reasonAfter };
  }

  it('ends an attempt whose answer does not begin in time', () => {
    const { reasonAfter } = start();
    expect(reasonAfter(FIRST_EVENT_MS - 10)).toBeUndefined();
    expect(reasonAfter(FIRST_EVENT_MS)).toContain('did not begin');
  });

  it('ends one that does not begin, whatever it sends that is no beginning', () => {
    const { sut, reasonAfter } = start();
    sut.heard();
    expect(reasonAfter(FIRST_EVENT_MS)).toContain('did not begin');
  });

  it('ends one that pauses too long within its answer', () => {
    const { sut, reasonAfter } = start();
    sut.begun();
    expect(reasonAfter(IDLE_MS - 10)).toBeUndefined();
    expect(reasonAfter(IDLE_MS + 10)).toContain('in the middle');
  });

  it('does not count time in which the client is the slower one', () => {
    const { sut, reasonAfter } = start();
    sut.begun();
    sut.pause();
    expect(reasonAfter(1_000)).toBeUndefined();
    sut.heard();
    expect(reasonAfter(1_000)).toContain('in the middle');
  });
});

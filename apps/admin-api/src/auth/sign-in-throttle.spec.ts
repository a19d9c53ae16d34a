import { describe, expect, it } from 'vitest';
import { SignInThrottle } from './sign-in-throttle.js';

describe(SignInThrottle.name, () => {
  const failTimes = (sut: SignInThrottle, times: number) => {
    for (let count = 0; count < times; count++) sut.failed('10.0.0.1', 0);
  };

  it('lets a few mistakes pass', () => {
    const sut = new SignInThrottle();
    failTimes(sut, 9);
    expect(sut.waitMs('10.0.0.1', 0)).toBe(0);
  });

  it('makes only the guessing address wait, and only until its window ends', () => {
    const sut = new SignInThrottle();
    failTimes(sut, 10);
    expect(sut.waitMs('10.0.0.1', 20_000)).toBe(40_000);
    expect(sut.waitMs('10.0.0.2', 20_000)).toBe(0);
    expect(sut.waitMs('10.0.0.1', 60_000)).toBe(0);
  });

  it('forgets mistakes after a success', () => {
    const sut = new SignInThrottle();
    failTimes(sut, 9);
    sut.succeeded('10.0.0.1');
    failTimes(sut, 1);
    expect(sut.waitMs('10.0.0.1', 0)).toBe(0);
  });
});

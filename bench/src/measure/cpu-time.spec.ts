import { describe, expect, it } from 'vitest';
import { parseCpuTimeMs } from './cpu-time.js';

describe(parseCpuTimeMs.name, () => {
  it('adds user and system time, whatever the name of the process', () => {
    const stat = '4711 (a b) c) S 1 4711 4711 0 -1 4194560 9000 0 3 0 250 50 0 0 20 0 11 0 5000 1 2 3';
    expect(parseCpuTimeMs(stat)).toBe(3_000);
  });
});

import { describe, expect, it } from 'vitest';
import { parseResidentBytes } from './resident-memory.js';

describe(parseResidentBytes.name, () => {
  it('reads kibibytes', () => {
    expect(parseResidentBytes('Name:\tnode\nVmHWM:\t  200 kB\nVmRSS:\t   100 kB\nThreads:\t11\n')).toBe(
      102_400,
    );
  });

  it('refuses what tells nothing', () => {
    expect(() => parseResidentBytes('Name:\tnode\n')).toThrow('no VmRSS');
  });
});

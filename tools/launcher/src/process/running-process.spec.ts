import { describe, expect, it } from 'vitest';
import { describeProcess, isRunning, parseProcStat, parsePsLine } from './running-process.js';

describe(parseProcStat.name, () => {
  it('is not misled by brackets and spaces in the command', () => {
    const line = '42 (a) b (c)) S 1 42 42 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 987654 1000 10';
    expect(parseProcStat(line)).toEqual({ state: 'S', startTicks: '987654' });
  });
});

describe(parsePsLine.name, () => {
  it('splits state, start time and command', () => {
    expect(parsePsLine('Ss   Fri Nov 20 16:05:46 2026     /opt/pg/bin/postgres -D /data dir\n')).toEqual({
      startedAt: 'Fri Nov 20 16:05:46 2026',
      command: '/opt/pg/bin/postgres -D /data dir',
    });
  });

  it('takes a zombie for gone', () => {
    expect(parsePsLine('Z    Fri Nov 20 16:05:46 2026     (postgres)')).toBeUndefined();
  });

  it('knows nothing from an empty answer', () => {
    expect(parsePsLine('')).toBeUndefined();
  });
});

describe(describeProcess.name, () => {
  it('describes this very process, the same each time', () => {
    const sut = describeProcess(process.pid);
    expect(sut?.startedAt).not.toBe('');
    expect(describeProcess(process.pid)).toEqual(sut);
  });

  it('knows no process that does not exist', () => {
    const beyondAnyPid = 2 ** 30;
    expect(describeProcess(beyondAnyPid)).toBeUndefined();
    expect(isRunning(beyondAnyPid)).toBe(false);
  });
});

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { RequestLogger } from './request-logger.js';

describe(RequestLogger.name, () => {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const sut = new RequestLogger(logger, { requestId: 'r1' });
  const lastLine = (): object => JSON.parse(lines.at(-1) ?? '{}') as object;

  it('logs with what it is bound to', () => {
    sut.warn({ code: 'c' }, 'broken');
    expect(lastLine()).toMatchObject({ requestId: 'r1', code: 'c', msg: 'broken', level: 40 });
    sut.info('plain');
    expect(lastLine()).toMatchObject({ requestId: 'r1', msg: 'plain', level: 30 });
  });

  it('has the level of the logger it comes from', () => {
    const before = lines.length;
    sut.debug('too detailed');
    expect(lines).toHaveLength(before);
    expect(sut.level).toBe('info');
  });

  it('has children that are bound to more', () => {
    sut.child({ part: 'p' }).error('x');
    expect(lastLine()).toMatchObject({ requestId: 'r1', part: 'p' });
  });
});

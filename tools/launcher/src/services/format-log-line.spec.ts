import { describe, expect, it } from 'vitest';
import { formatLogLine } from './format-log-line.js';

const record = (fields: object) => JSON.stringify({ level: 30, msg: 'hello', ...fields });

describe(formatLogLine.name, () => {
  it('leaves out what is below a warning', () => {
    expect(formatLogLine('gateway', record({}))).toBeUndefined();
  });

  it('shows a warning in one line', () => {
    expect(formatLogLine('gateway', record({ level: 40 }))).toBe('WARN   gateway  hello');
  });

  it('shows the time of day when there is one', () => {
    const line = record({ level: 40, time: new Date(2026, 10, 20, 9, 8, 7).getTime() });
    expect(formatLogLine('gateway', line)).toBe('09:08:07  WARN   gateway  hello');
  });

  it('adds the error, unless it says the same', () => {
    expect(formatLogLine('gateway', record({ level: 50, err: { message: 'refused' } }))).toBe(
      'ERROR  gateway  hello: refused',
    );
    expect(formatLogLine('gateway', record({ level: 60, err: { message: 'hello' } }))).toBe(
      'FATAL  gateway  hello',
    );
  });

  it('shows plain lines, which tell of a crash', () => {
    expect(formatLogLine('gateway', 'Error: boom')).toBe('gateway  Error: boom');
    expect(formatLogLine('gateway', '  ')).toBeUndefined();
  });

  it('shows a record as it is when it is cut off', () => {
    const cut = '{"level":50,"msg":"hel';
    expect(formatLogLine('gateway', cut)).toBe(`gateway  ${cut}`);
  });

  it('is not misled by a level inside of a message', () => {
    expect(formatLogLine('gateway', record({ msg: 'it said "level":50' }))).toBeUndefined();
    expect(formatLogLine('gateway', record({ inner: { level: 50 } }))).toBeUndefined();
  });
});

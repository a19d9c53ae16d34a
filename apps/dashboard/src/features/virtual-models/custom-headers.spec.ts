import { describe, expect, it } from 'vitest';
import { readCustomHeaders, writeCustomHeaders } from './custom-headers';

describe(readCustomHeaders.name, () => {
  it('reads one header per line and skips empty lines', () => {
    expect(readCustomHeaders('X-Team: search\r\n\n  X-Url :  https://a.example:8080/x ')).toEqual({
      headers: { 'X-Team': 'search', 'X-Url': 'https://a.example:8080/x' },
    });
  });

  it('reads nothing as no headers', () => {
    expect(readCustomHeaders(' \n ')).toEqual({ headers: {} });
  });

  it.each([
    ['no colon', 'A: 1\nX-Team', 'Line 2'],
    ['no name', ': value', 'Line 1'],
    ['no value', 'X-Team:', 'Line 1'],
    ['a space in the name', 'X Team: search', 'Line 1'],
    ['a repeated name', 'X-Team: a\nx-team: b', 'Line 2 repeats'],
  ])('names the line with %s', (_case, text, expected) => {
    expect(readCustomHeaders(text)).toEqual({ problem: expect.stringContaining(expected) });
  });
});

describe(writeCustomHeaders.name, () => {
  it('writes what can be read back', () => {
    const headers = { 'X-Team': 'search', 'X-Tier': 'a: b' };
    expect(readCustomHeaders(writeCustomHeaders(headers))).toEqual({ headers });
  });
});

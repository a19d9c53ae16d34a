import { describe, expect, it } from 'vitest';
import { isRecentEnough, parseRedisVersion } from './redis-version.js';

describe(parseRedisVersion.name, () => {
  it('reads what Redis prints', () => {
    const output =
      'Redis server v=7.0.15 sha=00000000:0 malloc=jemalloc-5.3.0 bits=64 build=ae4d7c971a948f0\n';
    expect(parseRedisVersion(output)).toEqual({ engine: 'redis', major: 7, minor: 0, text: '7.0.15' });
  });

  it('reads what Valkey prints', () => {
    const output = 'Valkey server v=8.1.0-rc1 sha=00000000:0 malloc=libc bits=64 build=1\n';
    expect(parseRedisVersion(output)).toEqual({ engine: 'valkey', major: 8, minor: 1, text: '8.1.0-rc1' });
  });

  it('knows no version in anything else', () => {
    expect(parseRedisVersion('redis-server: symbol lookup error')).toBeUndefined();
  });
});

describe(isRecentEnough.name, () => {
  it.each([
    [5, 9, false],
    [6, 0, false],
    [6, 2, true],
    [7, 0, true],
    [10, 0, true],
  ])('%i.%i: %s', (major, minor, expected) => {
    expect(isRecentEnough({ engine: 'redis', major, minor, text: '' })).toBe(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { nativeRedisConfig } from './native-redis-config.js';

describe(nativeRedisConfig.name, () => {
  const sut = nativeRedisConfig({ port: 21_000, password: 'pw', dataFolder: '/my "own"\\data' }).split('\n');

  it('listens on loopback only, behind a password', () => {
    expect(sut).toContain('port 21000');
    expect(sut).toContain('bind 127.0.0.1');
    expect(sut).toContain('requirepass "pw"');
  });

  it('keeps every write and drops none', () => {
    expect(sut).toContain('appendonly yes');
    expect(sut).toContain('maxmemory-policy noeviction');
  });

  it('quotes paths', () => {
    expect(sut).toContain('dir "/my \\"own\\"\\\\data"');
  });
});

import { describe, expect, it } from 'vitest';
import { type BannerFacts, formatBanner } from './banner.js';

const banner = (facts: Partial<BannerFacts> = {}) =>
  formatBanner({
    startSeconds: 4.24,
    host: '127.0.0.1',
    apiPort: 8002,
    adminPort: 5001,
    generated: undefined,
    isAuthOn: true,
    isAdminPasswordGiven: false,
    postgres: 'Postgres 18',
    redis: 'redis-server 7',
    logs: '/data/logs',
    isDemoOn: true,
    ...facts,
  });

describe(formatBanner.name, () => {
  it('says that it is ready, where, how long it took and how to stop', () => {
    const sut = banner();
    expect(sut).toContain('Switchyard is ready (4.2 s)');
    expect(sut).toContain('http://127.0.0.1:8002/v1');
    expect(sut).toContain('http://127.0.0.1:5001/\n');
    expect(sut).toContain('Press Ctrl-C to stop');
  });

  it('tells a generated password', () => {
    expect(banner({ generated: { username: 'admin', password: 's3cret' } })).toContain('admin / s3cret');
  });

  it.each([
    [{}, 'admin password was set at first start'],
    [{ isAdminPasswordGiven: true }, 'admin password was set by ADMIN_PASSWORD'],
    [{ isAuthOn: false }, 'not needed (AUTH_ENABLED=false)'],
  ])('tells how to sign in (%j)', (facts, expected) => {
    expect(banner(facts)).toContain(expected);
  });

  it('shows a request to try only while there is a demo', () => {
    expect(banner()).toContain('curl -N http://127.0.0.1:8002/v1/chat/completions');
    expect(banner({ isDemoOn: false })).not.toContain('curl');
  });
});

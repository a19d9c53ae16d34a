import { describe, expect, it } from 'vitest';
import { localUrl } from './dialable-host.js';

describe(localUrl.name, () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:8002'],
    ['0.0.0.0', 'http://127.0.0.1:8002'],
    ['::', 'http://127.0.0.1:8002'],
    ['::1', 'http://[::1]:8002'],
    ['gateway.local', 'http://gateway.local:8002'],
  ])('for a server on %s is %s', (host, url) => {
    expect(localUrl(host, 8002)).toBe(url);
  });
});

import { describe, expect, it } from 'vitest';
import { refuseForeignPages } from './refuse-foreign-pages.js';

const headersOf = (host: string, origin?: string) => ({ host, ...(origin !== undefined && { origin }) });

describe(refuseForeignPages, () => {
  it.each<[string, string?]>([
    ['127.0.0.1'],
    ['[::1]'],
    ['[::1]:8002'],
    ['127.0.0.1:8002'],
    ['localhost'],
    ['gateway.localhost'],
    ['host.docker.internal'],
    ['localhost', 'http://localhost:3000'],
    ['127.0.0.1', 'http://127.0.0.1:8080'],
  ])('lets a request to %s from %s in', (hostname, origin) => {
    expect(() => refuseForeignPages(headersOf(hostname, origin))).not.toThrow();
  });

  it.each<[string, string?]>([
    ['rebound.example'],
    ['127.0.0.1.example'],
    ['rebound.example:8002'],
    [''],
    ['localhost', 'https://evil.example'],
    ['localhost', 'null'],
    ['localhost', 'not a url'],
  ])('refuses a request to %s from %s', (hostname, origin) => {
    expect(() => refuseForeignPages(headersOf(hostname, origin))).toThrow('pages of other sites');
  });
});

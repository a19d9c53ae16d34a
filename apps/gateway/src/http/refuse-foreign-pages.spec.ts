import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { refuseForeignPages } from './refuse-foreign-pages.js';

const aRequest = (hostname: string, origin?: string) => ({ hostname, headers: { origin } }) as FastifyRequest;

describe(refuseForeignPages, () => {
  it.each<[string, string?]>([
    ['127.0.0.1'],
    ['[::1]'],
    ['localhost'],
    ['gateway.localhost'],
    ['host.docker.internal'],
    ['localhost', 'http://localhost:3000'],
    ['127.0.0.1', 'http://127.0.0.1:8080'],
  ])('lets a request to %s from %s in', (hostname, origin) => {
    expect(() => refuseForeignPages(aRequest(hostname, origin))).not.toThrow();
  });

  it.each<[string, string?]>([
    ['rebound.example'],
    ['127.0.0.1.example'],
    ['localhost', 'https://evil.example'],
    ['localhost', 'null'],
    ['localhost', 'not a url'],
  ])('refuses a request to %s from %s', (hostname, origin) => {
    expect(() => refuseForeignPages(aRequest(hostname, origin))).toThrow('pages of other sites');
  });
});

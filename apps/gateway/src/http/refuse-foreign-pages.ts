import { GatewayError } from '@switchyard/domain';
import { isLoopbackHost } from '@switchyard/platform';
import type { FastifyRequest } from 'fastify';

/** Names under which containers on this machine reach it; nobody else can give them an address. */
const containerHostNames = new Set([
  'host.docker.internal',
  'host.containers.internal',
  'host.lima.internal',
]);

/**
 * While clients need no key, the loopback address is the gateway's only protection, and a page in this machine's browser
 * gets around it: by a plain form-like request, whose origin shows, or by a name of its own that resolves to 127.0.0.1
 * (DNS rebinding), which then stands in `Host`.
 *
 * @throws {GatewayError} `foreign_page`
 */
export function refuseForeignPages({ headers, hostname }: FastifyRequest): void {
  const { origin } = headers;
  const originHost = origin === undefined ? null : URL.canParse(origin) ? new URL(origin).hostname : '';
  if (isLocal(hostname) && (originHost === null || isLocal(originHost))) return;
  throw new GatewayError(
    'foreign_page',
    'This gateway takes requests from this machine only, and not from pages of other sites.',
  );
}

const isLocal = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '');
  return isLoopbackHost(name) || name.endsWith('.localhost') || containerHostNames.has(name);
};

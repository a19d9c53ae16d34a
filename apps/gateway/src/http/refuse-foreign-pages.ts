import type { IncomingHttpHeaders } from 'node:http';
import { GatewayError } from '@switchyard/domain';
import { isLoopbackHost } from '@switchyard/platform';

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
export function refuseForeignPages(headers: IncomingHttpHeaders): void {
  if (isFromThisMachine(headers)) return;
  throw new GatewayError(
    'foreign_page',
    'This gateway takes requests from this machine only, and not from pages of other sites.',
  );
}

export function isFromThisMachine({ host, origin }: IncomingHttpHeaders): boolean {
  if (!isLocal(hostnameIn(host ?? ''))) return false;
  if (origin === undefined) return true;
  return URL.canParse(origin) && isLocal(new URL(origin).hostname);
}

/** A `Host` without its port (RFC 9110, 7.2); an IPv6 address keeps its brackets. */
function hostnameIn(host: string): string {
  const end = host.startsWith('[') ? host.indexOf(']') + 1 : host.indexOf(':');
  return end > 0 ? host.slice(0, end) : host;
}

const isLocal = (host: string): boolean => {
  const name = host.replace(/^\[|\]$/g, '');
  return isLoopbackHost(name) || name.endsWith('.localhost') || containerHostNames.has(name);
};

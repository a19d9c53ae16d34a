import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { CONFIG, isLoopbackHost } from '@switchyard/platform';
import type { FastifyRequest } from 'fastify';
import type { AdminApiConfig } from '../admin-api.config.js';
import { AdminError } from '../http/admin-error.js';
import { OperatorsService } from './operators.service.js';
import { readSessionCookie } from './session-cookie.js';

/** Routes that answer without a password: probes, and the way to sign in. Any other route asks for one. */
const openRoutes = new Set(['/health', '/health/live', '/health/ready', '/api/admin/session']);
const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets signed-in browsers and scripts with HTTP Basic in, and nobody else. */
@Injectable()
export class AdminGuard implements CanActivate {
  constructor(
    private readonly operators: OperatorsService,
    @Inject(CONFIG) private readonly config: AdminApiConfig,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseForeignOrigin(request);
    if (openRoutes.has(request.routeOptions.url ?? '')) return true;
    if (!this.config.AUTH_ENABLED) {
      refuseForeignHost(request);
      return true;
    }
    if (await this.isSignedIn(request)) return true;
    throw new AdminError(
      401,
      'unauthorized',
      'Sign in first, or send the operator name and password by HTTP Basic.',
    );
  }

  private async isSignedIn(request: FastifyRequest): Promise<boolean> {
    const token = readSessionCookie(request);
    if (token && (await this.operators.findBySession(token))) return true;
    const basic = readBasicCredentials(request.headers.authorization);
    if (!basic) return false;
    await this.operators.checkPassword(basic.username, basic.password, request.ip);
    return true;
  }
}

/** A page of another site must not change anything with the rights of whoever looks at it. */
function refuseForeignOrigin(request: FastifyRequest): void {
  const { origin, host } = request.headers;
  if (readingMethods.has(request.method) || origin === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AdminError(
    403,
    'foreign_origin',
    'The admin API does not take changes from pages of other sites.',
  );
}

/**
 * Without a password the loopback address is the only protection, and a foreign page gets around it by a name of its
 * own that resolves to 127.0.0.1 (DNS rebinding). Such a request carries that name.
 */
function refuseForeignHost(request: FastifyRequest): void {
  const name = request.hostname.replace(/^\[|\]$/g, '');
  if (isLoopbackHost(name)) return;
  throw new AdminError(
    403,
    'foreign_host',
    'While AUTH_ENABLED is false, the admin API answers to loopback names only.',
  );
}

/** RFC 7617. The password may hold colons, the user name may not. */
function readBasicCredentials(header: string | undefined): { username: string; password: string } | null {
  const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
  if (!encoded) return null;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? null : { username: text.slice(0, colon), password: text.slice(colon + 1) };
}

import { parseCookie, stringifySetCookie } from 'cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_SECONDS } from './operators.service.js';

const NAME = 'switchyard_session';

export const readSessionCookie = (request: FastifyRequest): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[NAME];

/** `SameSite=Strict` keeps other sites from using the session, `HttpOnly` keeps scripts from reading it. */
export function writeSessionCookie(request: FastifyRequest, reply: FastifyReply, token: string | null): void {
  const cookie = stringifySetCookie({
    name: NAME,
    value: token ?? '',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    path: '/',
    maxAge: token === null ? 0 : SESSION_SECONDS,
  });
  reply.header('set-cookie', cookie);
}

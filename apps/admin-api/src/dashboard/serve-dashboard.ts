import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

const CONTENT_SECURITY_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'";
const BASE = '/dashboard/';

/**
 * Serves the built dashboard under `/dashboard/`. Its pages have addresses of their own, so that any path without a
 * file extension is answered with the one HTML page. The old dashboard's address leads here too.
 */
export async function serveDashboard(app: NestFastifyApplication, folder: string): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  await app.register(fastifyStatic, { root: folder, serve: false });
  for (const address of ['/', '/dashboard', '/proxy-dashboard']) {
    server.get(address, (_request, reply) => reply.redirect(BASE));
  }
  server.get(`${BASE}*`, (request, reply) => {
    reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    reply.header('x-content-type-options', 'nosniff');
    const path = (request.params as { '*': string })['*'];
    const isFile = /\.\w+$/.test(path);
    // Built files carry a hash in their name; the page that names them must always be fresh.
    const options = isFile ? { maxAge: '365d', immutable: true } : { cacheControl: false };
    if (!isFile) reply.header('cache-control', 'no-cache');
    return reply.sendFile(isFile ? path : 'index.html', options);
  });
}

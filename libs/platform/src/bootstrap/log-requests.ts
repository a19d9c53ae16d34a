import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AccessLog } from '../logging/access-log.js';

/** Gives every answer its `x-request-id` and every request its line in the access log. */
export function logRequests(app: NestFastifyApplication, accessLog: AccessLog): void {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { id, method, url, ip } = request;
    const { statusCode: status, elapsedTime: durationMs } = reply;
    accessLog.add({ id, method, url, status, durationMs, address: ip ?? null });
    done();
  });
}

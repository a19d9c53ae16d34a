import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/**
 * JSON bodies, of which an empty one counts as none: many clients announce JSON on every request, also where they
 * send nothing. Bodies that try to reach an object's prototype are refused (CVE-2019-10744 and its kind).
 */
export function acceptEmptyBodies(app: NestFastifyApplication): void {
  const server = app.getHttpAdapter().getInstance();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, undefined);
    else void parseJson(request, body, done);
  });
}

import { request } from 'node:http';
import { ADMIN_PASSWORD, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('access to the admin API', () => {
  let switchyard: Switchyard;

  beforeAll(async () => {
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api');
  });

  afterAll(() => switchyard.stop());

  const call = (path: string, init: RequestInit = {}) => fetch(`${switchyard.adminUrl}${path}`, init);
  const signIn = (password: string) =>
    call('/api/admin/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ password }),
    });

  it('is refused on every route without a password', async () => {
    const document = (await (await call('/api/docs-json')).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ path, method })),
    );
    const open = routes.filter(({ path }) => path === '/api/admin/session' || path.startsWith('/health'));
    expect(routes.length - open.length).toBeGreaterThan(20);
    for (const { path, method } of routes.filter((route) => !open.includes(route))) {
      const { status } = await call(path.replace('{id}', '1'), { method: method.toUpperCase() });
      expect({ path, method, status }).toEqual({ path, method, status: 401 });
    }
  });

  it('opens with a session, and closes with its end', async () => {
    const signedIn = await signIn(ADMIN_PASSWORD);
    const cookie = signedIn.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const headers = { cookie: cookie.split(';', 1)[0] ?? '' };
    expect((await call('/api/admin/endpoints', { headers })).status).toBe(200);
    expect(await (await call('/api/admin/session', { headers })).json()).toEqual({
      authenticated: true,
      auth_enabled: true,
      username: 'admin',
    });
    await call('/api/admin/session', { method: 'DELETE', headers });
    expect((await call('/api/admin/endpoints', { headers })).status).toBe(401);
  });

  it('keeps neither passwords nor session tokens in the database', async () => {
    const cookie = (await signIn(ADMIN_PASSWORD)).headers.get('set-cookie') ?? '';
    const token = /switchyard_session=([^;]+)/.exec(cookie)?.[1] ?? '';
    const rows = await switchyard.database.query(
      'SELECT (SELECT json_agg(o) FROM operators o) AS o, (SELECT json_agg(s) FROM operator_sessions s) AS s',
    );
    expect(token).toHaveLength(43);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain(ADMIN_PASSWORD);
  });

  it('takes no change from a page of another site', async () => {
    const headers = { origin: 'https://evil.example', 'content-type': 'application/json' };
    const response = await switchyard.admin(
      'POST',
      '/api/admin/endpoints',
      { name: 'x', url: 'http://x' },
      headers,
    );
    expect(response).toMatchObject({ status: 403, body: { error: { code: 'foreign_origin' } } });
  });

  it('does not delete anything by GET', async () => {
    expect((await switchyard.admin('GET', '/endpoints/1/delete')).status).toBe(404);
  });

  it('makes a guesser wait, also with the right password', async () => {
    for (let count = 0; count < 10; count++) expect((await signIn('wrong')).status).toBe(401);
    const refused = await signIn(ADMIN_PASSWORD);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  describe('without a password', () => {
    beforeAll(async () => {
      await switchyard.service('admin-api').stop();
      await switchyard.start('admin-api', { AUTH_ENABLED: 'false' });
    });

    it('is open on loopback', async () => {
      expect((await call('/api/admin/endpoints')).status).toBe(200);
      expect(await (await call('/api/admin/session')).json()).toMatchObject({
        authenticated: true,
        auth_enabled: false,
      });
    });

    it('is closed to a name that only resolves to loopback', async () => {
      const status = await new Promise((resolve, reject) => {
        const url = new URL(`${switchyard.adminUrl}/api/admin/endpoints`);
        request(url, { headers: { host: 'rebound.evil.example' } }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
      expect(status).toBe(403);
    });
  });
});

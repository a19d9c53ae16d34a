import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const KEY = 'sk-hush-3f9a7c51d2e84b60';
const ask = { model: 'sealed', messages: [{ role: 'user', content: 'hi' }] };

describe("an endpoint's key", () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let endpointId: number;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(
      ({ response }) =>
        void response
          .writeHead(401)
          .end(JSON.stringify({ error: { message: `Incorrect API key provided: ${KEY}` } })),
    );
    switchyard = await Switchyard.prepare(stores(), { LOG_LEVEL: 'trace' });
    await switchyard.start('admin-api', 'gateway', 'usage-worker', 'health-worker');
    ({ endpointId } = await switchyard.addModel('sealed', { url: upstream.url, api_key: KEY }));
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const sentKey = async () => {
    await (await switchyard.chat(ask)).arrayBuffer();
    return upstream.calls.at(-1)?.request.headers.authorization;
  };

  it('reaches the endpoint, and nobody else', async () => {
    expect(await sentKey()).toBe(`Bearer ${KEY}`);
    const refused = await (await switchyard.chat(ask)).text();
    const { body: endpoints } = await switchyard.admin('GET', '/api/admin/endpoints');
    const { body: test } = await switchyard.admin('POST', `/endpoints/${endpointId}/test`);
    const { body: models } = await switchyard.admin('GET', `/endpoints/${endpointId}/models`);
    await switchyard.ledgerRows(2);
    const dump = await switchyard.database.query(
      'SELECT (SELECT json_agg(e) FROM endpoints e) AS e, (SELECT json_agg(r) FROM request_log r) AS r',
    );
    const redis = await everythingInRedis();
    const disk = await waitFor('the config on disk', () =>
      readFile(join(switchyard.folder, 'gateway', 'config-snapshot.json'), 'utf8').catch(() => null),
    );
    const logs = (['admin-api', 'gateway', 'usage-worker', 'health-worker'] as const).map(
      (name) => switchyard.service(name).log,
    );
    for (const text of [refused, JSON.stringify([endpoints, test, models, dump]), redis, disk, ...logs]) {
      expect(text).not.toContain('hush');
    }
    expect(JSON.stringify(endpoints)).toContain('sk-…4b60');
    expect(redis).toContain('v1.k1.');
    expect(disk).toContain('v1.k1.');
  });

  it.each(['', '   ', undefined])('is kept when an update sends %j', async (value) => {
    await switchyard.admin('PUT', `/endpoints/${endpointId}`, {
      priority: 3,
      ...(value !== undefined && { api_key: value }),
    });
    expect(await sentKey()).toBe(`Bearer ${KEY}`);
  });

  it('is kept when a form sends back the mask it was shown, and no other mask is taken for a key', async () => {
    const { body } = await switchyard.admin('PUT', `/endpoints/${endpointId}`, { api_key: 'sk-…4b60' });
    expect(body.api_key).toBe('sk-…4b60');
    expect(await sentKey()).toBe(`Bearer ${KEY}`);
    for (const key of ['sk-…0000', 'line\nbreak', 'ключ']) {
      const refused = await switchyard.admin('PUT', `/endpoints/${endpointId}`, { api_key: key });
      expect(refused).toMatchObject({ status: 400, body: { error: { fields: [{ field: 'api_key' }] } } });
    }
  });

  it('is replaced by a new one and removed by null', async () => {
    await switchyard.admin('PUT', `/endpoints/${endpointId}`, { api_key: 'short' });
    await waitFor('the new key', async () => (await sentKey()) === 'Bearer short');
    const { body } = await switchyard.admin('PUT', `/endpoints/${endpointId}`, { api_key: null });
    expect(body.api_key).toBe('');
    await waitFor('no key', async () => (await sentKey()) === undefined);
  });

  async function everythingInRedis(): Promise<string> {
    const { client, prefix } = switchyard.redis;
    const values: unknown[] = [];
    for (const key of await client.keys(`${prefix}:*`)) {
      if ((await client.type(key)) === 'hash') values.push(key, await client.hgetall(key));
    }
    return JSON.stringify(values);
  }
});

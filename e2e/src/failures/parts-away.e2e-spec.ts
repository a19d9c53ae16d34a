import { ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ask = { model: 'alone', messages: [{ role: 'user', content: 'hi' }] };
const answer = {
  id: 'c1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
};
const NOBODY_THERE = 'redis://127.0.0.1:1';

describe('a gateway whose Redis and control plane are away', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(
      ({ response }) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
    );
    switchyard = await Switchyard.prepare(stores());
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  it('is alive but not ready before it ever had a config', async () => {
    await switchyard.start('gateway');
    const ready = await fetch(`${switchyard.gatewayUrl}/health/ready`);
    expect(ready.status).toBe(503);
    const response = await switchyard.chat(ask);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { code: 'config_unavailable', type: 'server_error' },
    });
  });

  it('starts from the last good config on its disk, says that it is degraded, and serves', async () => {
    await switchyard.start('admin-api');
    await switchyard.addModel('alone', { url: upstream.url, api_key: 'sk-alone' });
    await switchyard.service('gateway').stop();
    await switchyard.service('admin-api').kill();
    await switchyard.start('gateway', { REDIS_URL: NOBODY_THERE });
    expect((await fetch(`${switchyard.gatewayUrl}/health/ready`)).status).toBe(200);
    const health = await fetch(`${switchyard.gatewayUrl}/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({
      status: 'degraded',
      details: { redis: { status: 'degraded' }, config: { status: 'up' } },
    });
    const response = await switchyard.chat(ask);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual(answer);
    expect(upstream.calls.at(-1)?.request.headers.authorization).toBe('Bearer sk-alone');
  });

  it('sends what it owes the ledger once everything is back', async () => {
    await switchyard.service('gateway').kill();
    await switchyard.start('gateway', 'usage-worker', 'admin-api');
    const rows = await switchyard.ledgerRows(2);
    expect(rows.map(({ status }) => status)).toEqual([503, 200]);
  });
});

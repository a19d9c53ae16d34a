import { ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ask = { model: 'watched', messages: [{ role: 'user', content: 'hi' }] };
const answer = {
  choices: [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }],
};

describe('an endpoint with a health URL', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let health: { status: number; body: string };
  let endpointId: number;

  beforeAll(async () => {
    health = { status: 200, body: '{"status":"ok"}' };
    upstream = await ScriptedUpstream.start();
    upstream.onCall(({ request, response }) => {
      if (request.url === '/health') response.writeHead(health.status).end(health.body);
      else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    switchyard = await Switchyard.prepare(stores(), { HEALTH_CHECK_INTERVAL_SECONDS: '1' });
    await switchyard.start('admin-api', 'gateway', 'health-worker');
    const added = await switchyard.addModel('watched', {
      url: upstream.url,
      health_check_url: `${upstream.url}/health`,
    });
    endpointId = added.endpointId;
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const shownHealth = async () => {
    const { body } = await switchyard.admin('GET', '/api/admin/endpoints');
    return (body as unknown as { id: number; health: { status: string } | null }[]).find(
      ({ id }) => id === endpointId,
    )?.health;
  };

  it('is shown as healthy while it says so', async () => {
    const shown = await waitFor('a first check', shownHealth);
    expect(shown.status).toBe('healthy');
  });

  it('is left out once its circuit is open, and the caller is told when to come back', async () => {
    health = { status: 200, body: '{"status":"down"}' };
    const refused = await waitFor('the circuit to open', async () => {
      const response = await switchyard.chat(ask);
      return response.status === 503 && response;
    });
    expect(await refused.json()).toMatchObject({
      error: { code: 'endpoint_unavailable', type: 'upstream_error' },
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(200);
    expect(await shownHealth()).toMatchObject({ status: 'circuit_open', last_error: 'it says status: down' });
  });

  it('stays left out for a gateway that starts later', async () => {
    await switchyard.service('gateway').stop();
    await switchyard.start('gateway');
    await waitFor('the circuit to be known', async () => {
      const { error } = (await (await switchyard.chat(ask)).json()) as { error?: { code: string } };
      return error?.code === 'endpoint_unavailable';
    });
  });

  it('is used again as soon as a check succeeds', async () => {
    health = { status: 204, body: '' };
    await waitFor('the circuit to close', async () => (await switchyard.chat(ask)).status === 200);
    expect(await shownHealth()).toMatchObject({ status: 'healthy', circuit_open_until: null });
  });

  it('is forgotten when it is no longer watched', async () => {
    await switchyard.admin('PUT', `/endpoints/${endpointId}`, { health_check_url: '' });
    await waitFor('its health to be forgotten', async () => (await shownHealth()) === null);
  });
});

import { Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const endpoint = { name: 'main', url: 'https://api.example.com/v1' };

describe('bad input to the admin API', () => {
  let switchyard: Switchyard;
  let endpointId: number;

  beforeAll(async () => {
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api');
    endpointId = Number((await switchyard.admin('POST', '/api/admin/endpoints', endpoint)).body.id);
    await switchyard.admin('POST', '/virtual-models', {
      name: 'taken',
      endpoint_id: endpointId,
      actual_model: 'x',
    });
  });

  afterAll(() => switchyard.stop());

  const counts = () =>
    switchyard.database.query(
      'SELECT (SELECT count(*)::int FROM endpoints) AS endpoints, (SELECT count(*)::int FROM virtual_models) AS models, (SELECT revision::int FROM config_revision) AS revision',
    );

  const model = { name: 'm', endpoint_id: 1, actual_model: 'x' };

  it.each<[string, string, string, unknown, number, string, string?]>([
    ['malformed JSON', 'POST', '/api/admin/endpoints', '{"name":', 400, 'bad_request'],
    ['no body', 'POST', '/api/admin/endpoints', undefined, 400, 'validation_failed', 'name'],
    [
      'an unknown field',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'b', colour: 'red' },
      400,
      'validation_failed',
      'colour',
    ],
    [
      'a wrong type',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'b', priority: 'high' },
      400,
      'validation_failed',
      'priority',
    ],
    [
      'a null where none may be',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'b', enabled: null },
      400,
      'validation_failed',
      'enabled',
    ],
    [
      'an unknown type of endpoint',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'b', endpoint_type: 'carrier-pigeon' },
      400,
      'validation_failed',
      'endpoint_type',
    ],
    [
      'a URL that is none',
      'POST',
      '/api/admin/endpoints',
      { name: 'b', url: 'file:///etc/passwd' },
      400,
      'validation_failed',
      'url',
    ],
    [
      'a URL with a password',
      'POST',
      '/api/admin/endpoints',
      { name: 'b', url: 'http://a:b@c/' },
      400,
      'validation_failed',
      'url',
    ],
    ['a duplicate endpoint name', 'POST', '/endpoints', endpoint, 409, 'duplicate_name', 'name'],
    [
      'a duplicate model name',
      'POST',
      '/virtual-models',
      { ...model, name: 'taken' },
      409,
      'duplicate_name',
      'name',
    ],
    [
      'a model on no endpoint',
      'POST',
      '/virtual-models',
      { ...model, endpoint_id: 4711 },
      400,
      'validation_failed',
      'endpoint_id',
    ],
    [
      'a negative price',
      'POST',
      '/virtual-models',
      { ...model, cost_per_1m_tokens_in: -1 },
      400,
      'validation_failed',
      'cost_per_1m_tokens_in',
    ],
    [
      'a header that would break the request',
      'POST',
      '/virtual-models',
      { ...model, custom_headers: { Host: 'x' } },
      400,
      'validation_failed',
      'custom_headers',
    ],
    [
      'a header with a line break',
      'POST',
      '/virtual-models',
      { ...model, custom_headers: { 'X-A': 'a\r\nb' } },
      400,
      'validation_failed',
      'custom_headers',
    ],
    [
      'failover, which is not there yet',
      'POST',
      '/virtual-models',
      { ...model, failover: { enabled: true, strategy: 'backup' } },
      400,
      'validation_failed',
      'failover',
    ],
    [
      'a timeout of 0',
      'POST',
      '/virtual-models',
      { ...model, first_event_timeout_ms: 0 },
      400,
      'validation_failed',
      'first_event_timeout_ms',
    ],
    [
      'a timeout in text',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'b', idle_timeout_ms: '5s' },
      400,
      'validation_failed',
      'idle_timeout_ms',
    ],
    [
      'a timeout of half a millisecond',
      'PUT',
      '/endpoints/1',
      { connect_timeout_ms: 0.5 },
      400,
      'validation_failed',
      'connect_timeout_ms',
    ],
    [
      'a timeout of more than a day',
      'PUT',
      '/virtual-models/1',
      { total_timeout_ms: 86_400_001 },
      400,
      'validation_failed',
      'total_timeout_ms',
    ],
    ['a name set to null', 'PUT', '/virtual-models/1', { name: null }, 400, 'validation_failed', 'name'],
    ['an id in another spelling', 'DELETE', '/endpoints/1e0', undefined, 400, 'bad_request'],
    ['an id beyond all ids', 'DELETE', '/endpoints/99999999999999999999', undefined, 400, 'bad_request'],
    [
      'a name with a NUL',
      'POST',
      '/api/admin/endpoints',
      { ...endpoint, name: 'a\0' },
      400,
      'validation_failed',
      'name',
    ],
    [
      'a model name with a line break',
      'POST',
      '/virtual-models',
      { ...model, name: 'a\nb' },
      400,
      'validation_failed',
      'name',
    ],
    [
      'an endpoint id beyond all ids',
      'POST',
      '/virtual-models',
      { ...model, endpoint_id: 2 ** 31 },
      400,
      'validation_failed',
      'endpoint_id',
    ],
    [
      'a URL with a key in its query',
      'POST',
      '/api/admin/endpoints',
      { name: 'b', url: 'http://c/v1?key=x' },
      400,
      'validation_failed',
      'url',
    ],
    [
      'a NUL in a query',
      'GET',
      '/api/admin/usage?virtual_model=%00',
      undefined,
      400,
      'validation_failed',
      'virtual_model',
    ],
    ['an id that is no number', 'PUT', '/endpoints/first', {}, 400, 'bad_request'],
    ['an id that does not exist', 'PUT', '/endpoints/4711', { priority: 1 }, 404, 'not_found'],
    ['deleting what does not exist', 'DELETE', '/virtual-models/4711', undefined, 404, 'not_found'],
    ['an endpoint in use', 'DELETE', '/endpoints/1', undefined, 409, 'endpoint_in_use'],
    ['a route that does not exist', 'GET', '/api/admin/nothing', undefined, 404, 'not_found'],
    [
      'a limit out of range',
      'GET',
      '/api/admin/activity?limit=0',
      undefined,
      400,
      'validation_failed',
      'limit',
    ],
  ])('%s is refused, named, and changes nothing', async (_case, method, path, body, status, code, field) => {
    const before = await counts();
    const answer = await switchyard.admin(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({
      error: { code, message: expect.any(String) },
      request_id: expect.any(String),
    });
    if (field)
      expect(answer.body).toMatchObject({
        error: { fields: expect.arrayContaining([expect.objectContaining({ field })]) },
      });
    expect(await counts()).toEqual(before);
  });

  it('names the models that keep an endpoint from being deleted', async () => {
    const { body } = await switchyard.admin('DELETE', `/endpoints/${endpointId}`);
    expect(JSON.stringify(body)).toContain('taken');
  });

  it('takes the whole form of the older API as it was sent there', async () => {
    const form = {
      name: 'from the old form',
      endpoint_id: endpointId,
      actual_model: 'x',
      description: '',
      cost_per_1m_tokens_in: 0,
      cost_per_1m_tokens_out: 0,
      cost_per_1m_tokens_in_cached: 0,
      cost_per_1m_tokens_out_cached: 0,
      disable_streaming: 0,
      force_non_streaming: 0,
      custom_headers: '',
      enabled: 1,
      max_tokens: 0,
      temperature: 0.7,
      top_p: 1,
      system_prompt: '',
      show_reasoning: 1,
      cache_enabled: 1,
      failover: {
        enabled: false,
        strategy: '',
        targets: [],
        max_attempts: null,
        failure_threshold: null,
        cooldown_seconds: null,
      },
    };
    const { status, body } = await switchyard.admin('POST', '/virtual-models', form);
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        id: expect.any(Number),
        name: 'from the old form',
        enabled: true,
        disable_streaming: false,
        max_tokens: null,
        custom_headers: {},
        failover: null,
      },
    });
  });

  it('changes only what an update names', async () => {
    const { body: before } = await switchyard.admin('POST', '/virtual-models', {
      ...model,
      name: 'kept',
      endpoint_id: endpointId,
      temperature: 0.5,
      cost_per_1m_tokens_in: 0.15,
    });
    const { body: after } = await switchyard.admin('PUT', `/api/admin/virtual-models/${before.id}`, {
      description: 'new',
    });
    expect(after).toEqual({ ...before, description: 'new', updated_at: expect.any(String) });
    const { body: unset } = await switchyard.admin('PUT', `/virtual-models/${before.id}`, {
      temperature: null,
      cost_per_1m_tokens_in: null,
    });
    expect(unset).toMatchObject({ temperature: null, cost_per_1m_tokens_in: null, description: 'new' });
  });

  it('says between which bounds a timeout must be', async () => {
    const { body } = await switchyard.admin('PUT', '/virtual-models/1', { idle_timeout_ms: 3_600_001 });
    expect(body).toMatchObject({
      error: {
        fields: [
          {
            field: 'idle_timeout_ms',
            message: 'idle_timeout_ms must be a whole number of milliseconds from 1 to 3600000, or null',
          },
        ],
      },
    });
  });

  it.each([
    ['/api/admin/endpoints', { name: 'patient endpoint', url: endpoint.url }],
    ['/virtual-models', { ...model, name: 'patient model' }],
  ])('keeps each timeout of %s until an update names it', async (path, fields) => {
    const timeouts = {
      connect_timeout_ms: 1,
      first_event_timeout_ms: 3_600_000,
      idle_timeout_ms: 5_000,
      total_timeout_ms: 86_400_000,
    };
    const { status, body } = await switchyard.admin('POST', path, { ...fields, ...timeouts });
    expect({ status, body }).toMatchObject({ status: 201, body: timeouts });
    const change = { idle_timeout_ms: 6_000, total_timeout_ms: null };
    const { body: updated } = await switchyard.admin('PUT', `${path}/${body.id}`, change);
    expect(updated).toMatchObject({ ...timeouts, ...change });
    const { body: all } = await switchyard.admin('GET', path);
    expect(all).toContainEqual(updated);
  });

  it('shows what has no timeouts of its own with null', async () => {
    const { body } = await switchyard.admin('POST', '/endpoints', { ...endpoint, name: 'without timeouts' });
    expect(body).toMatchObject({
      connect_timeout_ms: null,
      first_event_timeout_ms: null,
      idle_timeout_ms: null,
      total_timeout_ms: null,
    });
  });

  it('serves its own description', async () => {
    const document = await (await fetch(`${switchyard.adminUrl}/api/docs-json`)).json();
    expect(Object.keys((document as { paths: object }).paths)).toEqual(
      expect.arrayContaining([
        '/api/admin/endpoints',
        '/endpoints/{id}',
        '/virtual-models/{id}',
        '/api/admin/usage',
      ]),
    );
    expect((await fetch(`${switchyard.adminUrl}/api/docs`)).status).toBe(200);
  });
});

import { ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SHORT_MS = 200;
/** Deeper than JSON can be written, though it can be read. */
const DEPTH = 20_000;

describe('a count of tokens by the endpoint', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway');
    const endpoint = { endpoint_type: 'anthropic', url: upstream.url };
    await switchyard.addModel('claude', endpoint);
    await switchyard.addModel('hasty', { ...endpoint, first_event_timeout_ms: SHORT_MS });
    await switchyard.addModel('guessed', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const count = (model: string, more = '') =>
    fetch(`${switchyard.gatewayUrl}/v1/messages/count_tokens`, {
      method: 'POST',
      body: `{"model":"${model}","messages":[{"role":"user","content":"Hi"}]${more}}`,
    });

  it('is passed on, and asked for without packing', async () => {
    upstream.answerWith({ input_tokens: 7 });
    expect(await (await count('claude')).json()).toEqual({ input_tokens: 7 });
    expect(upstream.calls.at(-1)?.request.headers['accept-encoding']).toBe('identity');
  });

  it('is the endpoint’s failure when the connection breaks within it', async () => {
    upstream.onCall(({ response }) => {
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .write('{"input_', () => response.destroy());
    });
    const response = await count('claude');
    expect(response.status).toBe(502);
    expect(await response.text()).toContain('broke within its answer');
  });

  it('keeps to the timeouts of its endpoint', async () => {
    upstream.onCall(() => undefined);
    expect((await count('hasty')).status).toBe(504);
  });

  it.each(['claude', 'guessed'])('of %s is refused for a body that is nested too deeply', async (model) => {
    upstream.answerWith({ input_tokens: 7 });
    const response = await count(model, `,"metadata":${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('nested too deeply');
  });

  it('is refused in the endpoint’s words, however many these are', async () => {
    const error = { type: 'invalid_request_error', message: 'no such tool' };
    const body = JSON.stringify({ type: 'error', error, echo: 'x'.repeat(100 * 1024) });
    upstream.onCall(({ response }) => void response.writeHead(400).end(body));
    const response = await count('claude');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('no such tool');
  });
});

import type { ServerResponse } from 'node:http';
import {
  chatChunk,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  stores,
  waitFor,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const SHORT_MS = 200;
/** Long enough for a stream to begin on a busy machine. */
const TOTAL_MS = 1_000;
const patience = { first_event_timeout_ms: 3_600_000, idle_timeout_ms: 3_600_000 };
const CHUNK_INTERVAL_MS = 20;
const HALF = chatChunk({ content: 'half' });
const REST = chatChunk({ content: ' and half' }) + chatChunk({}, 'stop') + DONE;

/** What an endpoint does, by the name of its model. The gateway's own timeouts are longer than a test may take. */
const behaviours: Readonly<Record<string, (response: ServerResponse) => void>> = {
  silent: () => undefined,
  stalling: (response) => void response.writeHead(200, EVENT_STREAM).write(HALF),
  endless: (response) => {
    response.writeHead(200, EVENT_STREAM).write(HALF);
    const timer = setInterval(() => response.write(HALF), CHUNK_INTERVAL_MS);
    response.on('close', () => clearInterval(timer));
  },
};

describe('a timeout', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway');
    await addModels({}, [
      ['impatient', 'silent', { first_event_timeout_ms: SHORT_MS }],
      ['brisk', 'stalling', { idle_timeout_ms: SHORT_MS }],
      ['brief', 'endless', { total_timeout_ms: TOTAL_MS }],
    ]);
    await addModels({ first_event_timeout_ms: SHORT_MS, idle_timeout_ms: SHORT_MS }, [
      ['hasty before', 'silent', {}],
      ['hasty within', 'stalling', {}],
      ['patient before', 'silent', patience],
      ['patient within', 'stalling', patience],
    ]);
    upstream.onCall(({ body, response }) => behaviours[String(body.model)]?.(response));
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  type Model = readonly [name: string, actualModel: string, timeouts: object];

  /** Models on one endpoint, known to the gateway. */
  async function addModels(timeouts: object, models: readonly Model[]): Promise<void> {
    const endpoint = { name: `for ${models[0]?.[0]}`, url: upstream.url, ...timeouts };
    const { body } = await switchyard.admin('POST', '/endpoints', endpoint);
    for (const [name, actualModel, own] of models) {
      const model = { name, endpoint_id: body.id, actual_model: actualModel, ...own };
      await switchyard.admin('POST', '/virtual-models', model);
      await switchyard.waitForModel(name);
    }
  }

  const ask = (model: string, stream = true) =>
    switchyard.chat({ model, stream, messages: [{ role: 'user', content: 'hi' }] });

  it.each([true, false])(
    'of one model is not that of another on the same endpoint (stream: %s)',
    async (stream) => {
      const [silent, stalled] = await Promise.all([ask('impatient', stream), ask('brisk')]);
      expect(silent.status).toBe(504);
      expect(await silent.json()).toMatchObject({
        error: { code: 'upstream_timeout', type: 'upstream_error' },
      });
      expect(stalled.status).toBe(200);
      const text = await stalled.text();
      expect(text.startsWith(HALF)).toBe(true);
      expect(text).toContain('"code":"upstream_timeout"');
      expect(text).not.toContain('[DONE]');
    },
  );

  it('ends a stream that takes too long altogether, though it never pauses', async () => {
    const text = await (await ask('brief')).text();
    expect(text.startsWith(HALF)).toBe(true);
    expect(text).toContain('"code":"upstream_timeout"');
  });

  it.each<[string, (model: string) => Promise<string>]>([
    ['before', async (model) => JSON.stringify(await (await ask(model)).json())],
    ['within', async (model) => (await ask(model)).text()],
  ])('of a model goes before that of its endpoint: %s the answer', async (when, failureOf) => {
    const earlierCalls = upstream.calls.length;
    const patient = ask(`patient ${when}`);
    const call = await waitFor('the patient call', () => upstream.calls[earlierCalls]);
    // The endpoint's timeout has passed for this one, and so it has for the one that waits longer.
    expect(await failureOf(`hasty ${when}`)).toContain('"code":"upstream_timeout"');
    if (!call.response.headersSent) call.response.writeHead(200, EVENT_STREAM).write(HALF);
    call.response.end(REST);
    const response = await patient;
    expect(response.status).toBe(200);
    expect(await response.text()).toBe(HALF + REST);
  });
});

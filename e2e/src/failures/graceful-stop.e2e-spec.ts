import { checkOpenAiChatStream, ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ask = { model: 'slow', stream: true, messages: [{ role: 'user', content: 'hi' }] };
const FIRST = 'data: {"choices":[{"index":0,"delta":{"content":"first"}}]}\n\n';
const LAST = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

describe('a gateway that is told to stop', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  let finish: () => void = () => undefined;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(FIRST);
      finish = () => void response.end(LAST);
    });
    switchyard = await Switchyard.prepare(stores(), { SHUTDOWN_TIMEOUT_MS: '20000' });
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('slow', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  it('takes nothing new, lets the open stream finish, records it, and ends well', async () => {
    const response = await switchyard.chat(ask);
    const gateway = switchyard.service('gateway');
    gateway.askToStop();
    await waitFor('new requests to be refused', () =>
      fetch(`${switchyard.gatewayUrl}/v1/models`).then(
        ({ status }) => status === 503,
        () => true,
      ),
    );
    expect(gateway.isRunning).toBe(true);
    finish();
    expect(await response.text()).toBe(FIRST + LAST);
    expect(await gateway.ended()).toBe(0);
    const [row] = await switchyard.ledgerRows(1);
    expect(row).toMatchObject({ outcome: 'success', stream: true });
  });

  it('cuts what does not finish in time, with an error in the stream', async () => {
    await switchyard.start('gateway', { SHUTDOWN_TIMEOUT_MS: '100' });
    await switchyard.waitForModel('slow');
    const response = await switchyard.chat(ask);
    const gateway = switchyard.service('gateway');
    gateway.askToStop();
    const text = await response.text();
    expect(text.startsWith(FIRST)).toBe(true);
    expect(checkOpenAiChatStream(text)).toMatchObject({
      outcome: 'failed',
      text: 'first',
      error: { code: 'shutting_down' },
    });
    expect(await gateway.ended()).toBe(0);
    expect((await switchyard.ledgerRows(2))[1]).toMatchObject({
      outcome: 'server_error',
      error_code: 'shutting_down',
    });
  });
});

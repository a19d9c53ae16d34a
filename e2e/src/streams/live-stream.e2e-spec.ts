import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { checkOpenAiChatStream, ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ask = { model: 'live', stream: true, messages: [{ role: 'user', content: 'hi' }] };
const chunk = (delta: object, finishReason: string | null = null, rest: object = {}) =>
  `data: ${JSON.stringify({ id: 'c1', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finishReason }], ...rest })}\n\n`;
const ROLE = chunk({ role: 'assistant', content: '' });
const STOP = chunk({}, 'stop');
const DONE = 'data: [DONE]\n\n';
const USAGE = `data: ${JSON.stringify({ id: 'c1', choices: [], usage: { prompt_tokens: 7, completion_tokens: 2, total_tokens: 9 } })}\n\n`;
const half = ROLE + chunk({ content: 'half' });
const EVENT_STREAM = { 'content-type': 'text/event-stream' };

describe('a stream through the gateway', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores(), {
      UPSTREAM_FIRST_EVENT_TIMEOUT_MS: '1000',
      UPSTREAM_IDLE_TIMEOUT_MS: '1000',
    });
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('live', { url: upstream.url, api_key: 'sk-live' });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const settled = async (response: Response) => {
    const requestId = response.headers.get('x-request-id');
    return waitFor('the ledger row', async () => {
      const rows = await switchyard.database.query('SELECT * FROM request_log WHERE request_id = $1', [
        requestId,
      ]);
      return rows[0];
    });
  };

  it('reaches the client token by token: each is sent only after the one before was received', async () => {
    const words = ['one', 'two', 'three'];
    let next = 0;
    let send: () => void = () => undefined;
    upstream.onCall(({ response }) => {
      response.writeHead(200, EVENT_STREAM).write(ROLE);
      send = () => {
        const word = words[next++];
        response.write(word ? chunk({ content: word }) : STOP);
        if (!word) response.end(DONE);
      };
      send();
    });
    const response = await switchyard.chat(ask);
    let received = '';
    for await (const bytes of response.body as ReadableStream<Uint8Array>) {
      received += Buffer.from(bytes);
      if (words.some((word, index) => index === next - 1 && received.includes(word))) send();
      else if (next === words.length + 1) continue;
    }
    expect(checkOpenAiChatStream(received)).toMatchObject({ outcome: 'complete', text: words.join('') });
    expect(upstream.calls[0]?.body).toMatchObject({
      model: 'real-model',
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(upstream.calls[0]?.request.headers.authorization).toBe('Bearer sk-live');
  });

  it('arrives byte for byte, split wherever the network likes', async () => {
    const whole = ROLE + chunk({ content: 'zażółć 😀' }) + STOP + DONE;
    upstream.onCall(async ({ response }) => {
      response.writeHead(200, EVENT_STREAM);
      for (const byte of Buffer.from(whole)) {
        response.write(Buffer.from([byte]));
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end();
    });
    expect(await (await switchyard.chat(ask)).text()).toBe(whole);
  });

  it('carries no usage to a client that did not ask, and the ledger has it all the same', async () => {
    upstream.onCall(
      ({ response }) =>
        void response
          .writeHead(200, EVENT_STREAM)
          .end(ROLE + chunk({ content: 'a' }, null, { usage: null }) + STOP + USAGE + DONE),
    );
    const response = await switchyard.chat(ask);
    expect(await response.text()).toBe(ROLE + chunk({ content: 'a' }) + STOP + DONE);
    expect(await settled(response)).toMatchObject({
      input_tokens: 7,
      output_tokens: 2,
      outcome: 'success',
      stream: true,
    });
  });

  it.each<[string, string]>([
    ['ends without a finish reason', chunk({ content: ' more' })],
    ['sends an error event', `${chunk({ content: ' more' })}data: {"error":{"message":"overloaded"}}\n\n`],
  ])('that %s ends with an error and without the end marker', async (_case, sent) => {
    let finish: () => void = () => undefined;
    upstream.onCall(({ response }) => {
      response.writeHead(200, EVENT_STREAM).write(half);
      finish = () => response.end(sent);
    });
    const response = await switchyard.chat(ask);
    // The head is there, so the stream is committed: only now comes what breaks it.
    finish();
    const text = await response.text();
    expect(response.status).toBe(200);
    expect(text.startsWith(half + chunk({ content: ' more' }))).toBe(true);
    expect(checkOpenAiChatStream(text)).toMatchObject({
      outcome: 'failed',
      text: 'half more',
      error: { type: 'upstream_error' },
    });
    expect(await settled(response)).toMatchObject({ outcome: 'upstream_error', stream: true });
  });

  it('whose connection breaks ends with an error', async () => {
    upstream.onCall(({ response }) => {
      response.writeHead(200, EVENT_STREAM).write(ROLE + chunk({ content: 'half' }));
      setImmediate(() => setImmediate(() => response.destroy()));
    });
    const text = await (await switchyard.chat(ask)).text();
    expect(checkOpenAiChatStream(text)).toMatchObject({
      outcome: 'failed',
      text: 'half',
      error: { code: 'upstream_incomplete' },
    });
  });

  it('that stalls ends with an error after the idle timeout', async () => {
    upstream.onCall(
      ({ response }) => void response.writeHead(200, EVENT_STREAM).write(ROLE + chunk({ content: 'half' })),
    );
    const text = await (await switchyard.chat(ask)).text();
    expect(checkOpenAiChatStream(text)).toMatchObject({
      outcome: 'failed',
      text: 'half',
      error: { code: 'upstream_timeout' },
    });
  });

  it('ends with its end marker, though the endpoint keeps the connection open and talks on', async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.onCall(({ response }) => {
        response.on('close', resolve);
        response.writeHead(200, EVENT_STREAM).write(half + STOP + DONE + chunk({ content: 'after the end' }));
      });
    });
    expect(await (await switchyard.chat(ask)).text()).toBe(half + STOP + DONE);
    await gone;
  });

  it('that fails before any content ends upstream too, though the endpoint keeps the connection open', async () => {
    const gone = new Promise<void>((resolve) => {
      upstream.onCall(({ response }) => {
        response.on('close', resolve);
        response.writeHead(200, EVENT_STREAM).write('data: {"error":{"message":"no capacity"}}\n\n');
        // So that nothing but the gateway itself can be what closes the connection.
        keepAlive = setInterval(() => response.write(': still here\n\n'), 100);
      });
    });
    let keepAlive: NodeJS.Timeout | undefined;
    expect((await switchyard.chat(ask)).status).toBe(502);
    await gone;
    clearInterval(keepAlive);
  });

  it('loses an event that was never meant for a client, and nothing else', async () => {
    upstream.streamWith(`${half}data: ping\n\n${STOP}${DONE}`);
    expect(await (await switchyard.chat(ask)).text()).toBe(half + STOP + DONE);
  });

  it('does not end as a success when the content of an event is lost', async () => {
    upstream.streamWith(`${half}data: {"choices":[{"delta":{"cont\n\n${STOP}${DONE}`);
    const text = await (await switchyard.chat(ask)).text();
    expect(text).toContain('upstream_malformed');
    expect(text).not.toContain('[DONE]');
  });

  it('that fails after many comments and no content is answered with a real status', async () => {
    upstream.onCall(async ({ response }) => {
      response.writeHead(200, EVENT_STREAM);
      for (let count = 0; count < 100; count++) {
        response.write(': ping\n\n');
        await new Promise((resolve) => setImmediate(resolve));
      }
      response.end('data: {"error":{"message":"rate_limit","code":"rate_limit_exceeded"}}\n\n');
    });
    expect((await switchyard.chat(ask)).status).toBe(429);
  });

  it('is unpacked where the endpoint packs it, though nobody asked for that', async () => {
    upstream.onCall(({ response }) => {
      response
        .writeHead(200, { ...EVENT_STREAM, 'content-encoding': 'gzip' })
        .end(gzipSync(half + STOP + DONE));
    });
    expect(await (await switchyard.chat(ask)).text()).toBe(half + STOP + DONE);
  });

  it.each<[string, number, (response: ServerResponse) => void]>([
    ['breaks', 502, (response) => void setImmediate(() => response.destroy())],
    ['stalls', 504, () => undefined],
  ])('is not the only thing that %s: a whole answer says so too', async (_case, status, end) => {
    upstream.onCall(({ response }) => {
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
        .write('{"choices":');
      end(response);
    });
    const response = await switchyard.chat({ ...ask, stream: false });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { type: 'upstream_error' } });
  });

  it.each([400, 429, 500])('never brings back a key that the endpoint quotes with a %i', async (status) => {
    upstream.onCall(({ request, response }) => {
      const message = `you sent ${request.headers.authorization}`;
      response.writeHead(status).end(JSON.stringify({ error: { message } }));
    });
    const response = await switchyard.chat(ask);
    expect(await response.text()).toContain('you sent Bearer [secret]');
    expect(await settled(response)).toMatchObject({ error_summary: expect.stringContaining('[secret]') });
    expect(switchyard.service('gateway').log).not.toContain('sk-live');
  });

  it.each<[string, string, number, string]>([
    ['ends before any content', ROLE, 502, 'upstream_incomplete'],
    ['begins with an error', 'data: {"error":{"message":"no capacity"}}\n\n', 502, 'upstream_error'],
    [
      'fails within its first packet',
      `${half}data: {"error":{"message":"no capacity"}}\n\n`,
      502,
      'upstream_error',
    ],
    ['is empty', '', 502, 'upstream_incomplete'],
    ['is nothing but its end', DONE, 502, 'upstream_incomplete'],
  ])('that %s is answered with a real status', async (_case, sent, status, code) => {
    upstream.onCall(({ response }) => void response.writeHead(200, EVENT_STREAM).end(sent));
    const response = await switchyard.chat(ask);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code, type: 'upstream_error' } });
  });

  it('gets its end marker where the endpoint forgets it', async () => {
    upstream.onCall(
      ({ response }) => void response.writeHead(200, EVENT_STREAM).end(chunk({ content: 'a' }) + STOP),
    );
    expect(await (await switchyard.chat(ask)).text()).toBe(chunk({ content: 'a' }) + STOP + DONE);
  });

  it('is made from a whole answer where the endpoint gives no stream', async () => {
    upstream.onCall(({ response }) => {
      const answer = {
        id: 'c1',
        object: 'chat.completion',
        choices: [{ index: 0, message: { role: 'assistant', content: 'whole' }, finish_reason: 'stop' }],
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    });
    const text = await (await switchyard.chat(ask)).text();
    expect(checkOpenAiChatStream(text)).toMatchObject({ outcome: 'complete', text: 'whole' });
  });

  it.each<[string, number, object, number, string]>([
    ['a refused key', 401, { error: { message: 'bad key sk-live' } }, 502, 'upstream_credential_rejected'],
    [
      'a refused request',
      400,
      { error: { message: 'too long', code: 'context_length_exceeded' } },
      400,
      'context_length_exceeded',
    ],
    ['too many requests', 429, { error: { message: 'slow down' } }, 429, 'upstream_rate_limited'],
    ['a server error', 500, { error: { message: 'oops' } }, 502, 'upstream_error'],
  ])('that meets %s is told so', async (_case, upstreamStatus, body, status, code) => {
    upstream.onCall(
      ({ response }) =>
        void response.writeHead(upstreamStatus, { 'retry-after': '3' }).end(JSON.stringify(body)),
    );
    const response = await switchyard.chat(ask);
    expect(response.status).toBe(status);
    expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code } });
    expect(text).not.toContain('sk-live');
    if (upstreamStatus === 429) expect(response.headers.get('retry-after')).toBe('3');
  });

  it.each<[string, boolean]>([
    ['before the answer began', false],
    ['in the middle of a stream', true],
  ])('is cancelled upstream when its client leaves %s', async (_case, hasBegun) => {
    const gone = new Promise<void>((resolve) => {
      upstream.onCall(({ response }) => {
        response.on('close', resolve);
        if (hasBegun) response.writeHead(200, EVENT_STREAM).write(chunk({ content: 'half' }));
      });
    });
    const client = new AbortController();
    const answer = switchyard.chat(ask, { signal: client.signal });
    answer.catch(() => undefined);
    await waitFor('the upstream call', () => upstream.calls[0]);
    if (hasBegun) await (await answer).body?.getReader().read();
    client.abort();
    await gone;
    const rows = await waitFor('the ledger row', async () => {
      const found = await switchyard.database.query(
        "SELECT * FROM request_log WHERE outcome = 'client_closed' AND (first_token_ms IS NOT NULL) = $1",
        [hasBegun],
      );
      return found.length > 0 ? found : null;
    });
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ status: 499, error_code: 'client_closed_request' });
  });

  it('waits for a slow client instead of piling up what it has not read', async () => {
    const piece = chunk({ content: 'x'.repeat(64 * 1024) });
    let written = 0;
    upstream.onCall(async ({ response }) => {
      response.writeHead(200, EVENT_STREAM);
      for (let count = 0; count < 400 && !response.destroyed; count++) {
        written = count;
        if (!response.write(piece)) await new Promise((resolve) => response.once('drain', resolve));
      }
      response.end(STOP + DONE);
    });
    const response = await switchyard.chat(ask);
    // The client reads nothing: what is on the way fills the sockets' buffers and then has to stop.
    let before = -1;
    await waitFor('the upstream to stand still', async () => {
      const hasMoved = written !== before;
      before = written;
      await new Promise((resolve) => setTimeout(resolve, 100));
      return !hasMoved && written > 0;
    });
    expect(written).toBeLessThan(399);
    const text = await response.text();
    expect(text.length).toBe(400 * piece.length + STOP.length + DONE.length);
  });
});

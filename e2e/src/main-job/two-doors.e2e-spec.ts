import { request } from 'node:http';
import { ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ANSWER = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
};
/** More digits than a number of JavaScript has, and an escape that nobody needs. */
const BODY = '{"model":"fast","messages":[{"role":"user","content":"\\u0068i"}],"seed":12345678901234567890}';

type Answer = { status: number | undefined; headers: Record<string, unknown>; text: string };

describe('a request that comes past the framework, and one that does not', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  const received: string[] = [];

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onRawCall(async (call, response) => {
      let body = '';
      for await (const piece of call) body += piece;
      received.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(ANSWER));
    });
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('fast', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  function post(path: string, headers: Record<string, string>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const sent = request(
        `${switchyard.gatewayUrl}${path}`,
        { method: 'POST', headers },
        async (response) => {
          let text = '';
          for await (const piece of response) text += piece;
          resolve({ status: response.statusCode, headers: response.headers, text });
        },
      );
      sent.on('error', reject).end(BODY);
    });
  }

  const withoutOwn = ({ headers, ...rest }: Answer) => {
    const { date: _date, 'x-request-id': id, 'request-id': sameId, ...shared } = headers;
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(sameId).toBe(id);
    return { ...rest, headers: shared };
  };

  it('are answered alike, reach the endpoint with the same bytes and have a row each', async () => {
    const length = String(Buffer.byteLength(BODY));
    const plain = await post('/v1/chat/completions', { 'content-length': length });
    const chunked = await post('/v1/chat/completions', { 'transfer-encoding': 'chunked' });
    const withQuery = await post('/v1/chat/completions?beta=true', { 'content-length': length });
    expect(plain).toMatchObject({ status: 200, text: JSON.stringify(ANSWER) });
    expect(withoutOwn(chunked)).toEqual(withoutOwn(plain));
    expect(withoutOwn(withQuery)).toEqual(withoutOwn(plain));
    expect(new Set(received).size).toBe(1);
    expect(received[0]).toContain('"content":"\\u0068i"');
    expect(received[0]).toContain('"seed":12345678901234567890');
    const rows = await switchyard.ledgerRows(3);
    expect(rows.map(({ route, outcome }) => ({ route, outcome }))).toEqual(
      Array.from({ length: 3 }, () => ({ route: '/v1/chat/completions', outcome: 'success' })),
    );
  });

  it('are refused alike where their pages are of another site', async () => {
    const origin = 'https://evil.example';
    const length = String(Buffer.byteLength(BODY));
    const plain = await post('/v1/chat/completions', { origin, 'content-length': length });
    const chunked = await post('/v1/chat/completions', { origin, 'transfer-encoding': 'chunked' });
    expect(plain.status).toBe(403);
    expect(JSON.parse(chunked.text)).toEqual(JSON.parse(plain.text));
  });
});

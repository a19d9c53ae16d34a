import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { json } from 'node:stream/consumers';
import { jsonLine, NDJSON, ScriptedUpstream, Switchyard, stores, waitFor } from '@switchyard/testing';
import { Ollama } from 'ollama';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MEBIBYTE = 1024 * 1024;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

describe('the models of Ollama endpoints', () => {
  let switchyard: Switchyard;
  let preferred: ScriptedUpstream;
  let other: ScriptedUpstream;
  let ollama: Ollama;

  beforeAll(async () => {
    [preferred, other] = await Promise.all([ScriptedUpstream.start(), ScriptedUpstream.start()]);
    switchyard = await Switchyard.prepare(stores(), { MAX_BODY_BYTES: String(MEBIBYTE) });
    await switchyard.start('admin-api', 'gateway');
    await switchyard.addModel('gpt', { url: other.url });
    ollama = new Ollama({ host: switchyard.gatewayUrl });
  });

  afterAll(async () => {
    await switchyard.stop();
    await Promise.all([preferred.stop(), other.stop()]);
  });

  const send = (method: string, path: string, body?: object) =>
    fetch(`${switchyard.gatewayUrl}${path}`, { method, ...(body && { body: JSON.stringify(body) }) });
  const answerAll = (status: number, body: object) => {
    for (const upstream of [preferred, other])
      upstream.onCall(({ response }) => void response.writeHead(status, JSON_TYPE).end(JSON.stringify(body)));
  };
  const callsOf = (upstream: ScriptedUpstream) =>
    upstream.calls.map(({ request, body }) => [request.method, request.url, body]);

  it('cannot be managed where there is no such endpoint, and says so', async () => {
    for (const [method, path] of [
      ['POST', '/api/pull'],
      ['POST', '/api/blobs/sha256:test'],
    ] as const) {
      const response = await send(method, path, { model: 'a' });
      expect(response.status).toBe(501);
      expect(await response.json()).toEqual({ error: expect.stringContaining('No Ollama endpoint') });
    }
  });

  describe('once there are some', () => {
    beforeAll(async () => {
      const endpoint = { endpoint_type: 'ollama' };
      await switchyard.addModel('far', { ...endpoint, url: other.url, api_key: 'far-secret-key' });
      await switchyard.addModel('near', { ...endpoint, url: preferred.url, priority: 5 });
    });

    it.each<[string, string, string, object, [string, string, object]]>([
      [
        'F6',
        'POST',
        '/api/pull',
        { model: 'new', stream: false },
        ['POST', '/api/pull', { model: 'new', stream: false }],
      ],
      [
        'F7',
        'POST',
        '/api/push',
        { model: 'me/new', stream: false },
        ['POST', '/api/push', { model: 'me/new', stream: false }],
      ],
      [
        'F8',
        'POST',
        '/api/create',
        { model: 'new', from: 'near:latest' },
        ['POST', '/api/create', { model: 'new', from: 'real-model' }],
      ],
      [
        'F9',
        'POST',
        '/api/copy',
        { source: 'near', destination: 'b' },
        ['POST', '/api/copy', { source: 'real-model', destination: 'b' }],
      ],
      ['F10', 'DELETE', '/api/delete', { model: 'new' }, ['DELETE', '/api/delete', { model: 'new' }]],
      ['F11', 'POST', '/api/delete', { name: 'new' }, ['DELETE', '/api/delete', { name: 'new' }]],
    ])('%s: %s %s reaches the preferred one', async (_name, method, path, body, call) => {
      answerAll(200, { status: 'success' });
      const response = await send(method, path, body);
      expect(response.status).toBe(200);
      expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
      expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
      expect(await response.json()).toEqual({ status: 'success' });
      expect(callsOf(preferred)).toEqual([call]);
      expect(other.calls).toHaveLength(0);
    });

    it('are asked of the endpoint that has the virtual model, under its real name and with its key', async () => {
      answerAll(200, { status: 'success' });
      await send('DELETE', '/api/delete', { model: 'far:latest' });
      await send('POST', '/api/create', { model: 'mine', from: 'far' });
      expect(callsOf(other)).toEqual([
        ['DELETE', '/api/delete', { model: 'real-model' }],
        ['POST', '/api/create', { model: 'mine', from: 'real-model' }],
      ]);
      expect(other.calls[0]?.request.headers.authorization).toBe('Bearer far-secret-key');
      expect(preferred.calls).toHaveLength(0);
    });

    it('are refused in the words of the Ollama, with its status', async () => {
      answerAll(404, { error: "model 'new' not found" });
      const response = await send('DELETE', '/api/delete', { model: 'new' });
      expect(response.status).toBe(404);
      expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
      expect(await response.json()).toEqual({ error: "model 'new' not found" });
    });

    it('never show a key that an endpoint refuses', async () => {
      answerAll(401, { error: 'wrong key far-secret-key' });
      const response = await send('DELETE', '/api/delete', { model: 'far' });
      expect(response.status).toBe(502);
      expect(await response.text()).not.toContain('far-secret-key');
    });

    it.each([400, 404, 500])('never show a key that an endpoint quotes in a %i', async (status) => {
      answerAll(status, { error: 'bad header authorization: Bearer far-secret-key' });
      for (const [method, path] of [
        ['DELETE', '/api/delete'],
        ['POST', '/api/show'],
      ] as const) {
        const response = await send(method, path, { model: 'far' });
        expect(response.status).toBe(status);
        expect(await response.json()).toEqual({ error: 'bad header authorization: Bearer [secret]' });
      }
    });

    it('never show a key that an endpoint quotes within a progress', async () => {
      other.onCall(({ response }) => {
        response
          .writeHead(200, NDJSON)
          .write(`${jsonLine({ status: 'pulling manifest' })}{"error":"for far-sec`);
        response.end('ret-key"}');
      });
      const response = await send('POST', '/api/pull', { model: 'far' });
      expect(await response.text()).toBe(
        jsonLine({ status: 'pulling manifest' }) + jsonLine({ error: 'for [secret]' }),
      );
    });

    it.each<[string, string, object, number, RegExp]>([
      ['no model', '/api/pull', {}, 400, /model/],
      ['no source', '/api/copy', { destination: 'b' }, 400, /source/],
      ['a body that is too large', '/api/pull', { model: 'x'.repeat(MEBIBYTE) }, 413, /larger/],
      ['a digest that leads elsewhere', '/api/blobs/..%2Fdelete', { model: 'near' }, 400, /digest/],
    ])('are not asked about %s', async (_case, path, body, status, message) => {
      answerAll(200, {});
      const response = await send('POST', path, body);
      expect(response.status).toBe(status);
      expect(await response.json()).toEqual({ error: expect.stringMatching(message) });
      expect(preferred.calls).toHaveLength(0);
    });

    it('tell the progress of a pull as it comes', async () => {
      let progress: ServerResponse | undefined;
      preferred.onCall(({ response }) => {
        response.writeHead(200, NDJSON).write(jsonLine({ status: 'pulling manifest' }));
        progress = response;
      });
      const seen: string[] = [];
      for await (const { status } of await ollama.pull({ model: 'new', stream: true })) {
        seen.push(status);
        if (seen.length === 1) progress?.write(jsonLine({ status: 'downloading', completed: 1, total: 2 }));
        if (seen.length === 2) progress?.end(jsonLine({ status: 'success' }));
      }
      expect(seen).toEqual(['pulling manifest', 'downloading', 'success']);
    });

    it('tell in one more line when the progress breaks off', async () => {
      preferred.onCall(({ response }) => {
        response
          .writeHead(200, NDJSON)
          .write(jsonLine({ status: 'pulling manifest' }), () => response.destroy());
      });
      const lines = (await (await send('POST', '/api/pull', { model: 'new' })).text()).trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual([
        { status: 'pulling manifest' },
        { error: expect.stringContaining('broke') },
      ]);
    });

    it('are no longer pulled when the client is gone', async () => {
      let isClosed = false;
      preferred.onCall(({ response }) => {
        response.writeHead(200, NDJSON).write(jsonLine({ status: 'pulling manifest' }));
        response.on('close', () => {
          isClosed = true;
        });
      });
      const controller = new AbortController();
      const response = await fetch(`${switchyard.gatewayUrl}/api/pull`, {
        method: 'POST',
        body: JSON.stringify({ model: 'new' }),
        signal: controller.signal,
      });
      await response.body?.getReader().read();
      controller.abort();
      await waitFor('the pull to end', () => isClosed);
    });

    it('get their files, larger than any other body may be, and unchanged', async () => {
      const file = randomBytes(48 * MEBIBYTE);
      const digest = `sha256:${createHash('sha256').update(file).digest('hex')}`;
      const received = createHash('sha256');
      let length: string | undefined;
      preferred.onRawCall((request, response) => {
        length = request.headers['content-length'];
        request.on('data', (chunk) => received.update(chunk)).on('end', () => response.writeHead(201).end());
      });
      const response = await fetch(`${switchyard.gatewayUrl}/api/blobs/${digest}`, {
        method: 'POST',
        body: file,
      });
      expect(response.status).toBe(201);
      expect(`sha256:${received.digest('hex')}`).toBe(digest);
      expect(length).toBe(String(file.length));
    });

    it('take a file at the speed of the endpoint', async () => {
      let resume: () => void = () => undefined;
      preferred.onRawCall((request, response) => {
        request.pause();
        resume = () => void request.resume().on('end', () => response.writeHead(201).end());
      });
      const total = 256;
      let made = 0;
      const file = Readable.from(
        (function* () {
          for (; made < total; made++) yield Buffer.alloc(MEBIBYTE, made);
        })(),
      );
      const answer = fetch(`${switchyard.gatewayUrl}/api/blobs/sha256:slow`, {
        method: 'POST',
        body: Readable.toWeb(file) as ReadableStream,
        duplex: 'half',
      } as RequestInit);
      await waitFor('the upload to begin', () => made > 0);
      await waitForStandstill(() => made);
      expect(made).toBeLessThan(total / 2);
      resume();
      expect((await answer).status).toBe(201);
      expect(made).toBe(total);
    });

    it('may refuse a file before they have taken all of it', async () => {
      preferred.onRawCall((incoming, response) => {
        const close = () => void incoming.socket.end();
        response.writeHead(400, JSON_TYPE).end('{"error":"digest mismatch"}', close);
      });
      const upload = request(`${switchyard.gatewayUrl}/api/blobs/sha256:bad`, { method: 'POST' });
      upload.write(Buffer.alloc(4 * MEBIBYTE));
      const [answer] = (await once(upload, 'response')) as [IncomingMessage];
      expect(answer.statusCode).toBe(400);
      expect(await json(answer)).toEqual({ error: 'digest mismatch' });
      upload.on('error', () => undefined).destroy();
    });

    it('lose a file whose client is gone', async () => {
      let hasBegun = false;
      let isBroken = false;
      preferred.onRawCall((incoming) => {
        incoming
          .on('data', () => {
            hasBegun = true;
          })
          .on('error', () => {
            isBroken = true;
          });
      });
      const upload = request(`${switchyard.gatewayUrl}/api/blobs/sha256:gone`, { method: 'POST' });
      upload.on('error', () => undefined).write(Buffer.alloc(MEBIBYTE));
      await waitFor('the upload to begin', () => hasBegun);
      upload.destroy();
      await waitFor('the upload to break', () => isBroken);
    });

    it.each([200, 404])('F4: HEAD /api/blobs/:digest is answered %i', async (status) => {
      preferred.onCall(({ response }) => void response.writeHead(status).end());
      const response = await send('HEAD', '/api/blobs/sha256:test');
      expect(response.status).toBe(status);
      expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
      expect(callsOf(preferred)).toEqual([['HEAD', '/api/blobs/sha256:test', {}]]);
    });

    it('F5: POST /api/blobs/:digest passes on what the Ollama thinks of a file', async () => {
      answerAll(400, { error: 'digest mismatch' });
      const response = await fetch(`${switchyard.gatewayUrl}/api/blobs/sha256:test`, { method: 'POST' });
      expect(response.status).toBe(400);
      expect(response.headers.get('x-proxy')).toBe('serverless-proxy');
      expect(await response.json()).toEqual({ error: 'digest mismatch' });
    });

    it('F1: are shown as their Ollama shows them, others as the gateway can', async () => {
      const shown = { modelfile: 'FROM x', capabilities: ['completion'], model_info: {} };
      answerAll(200, shown);
      expect(await ollama.show({ model: 'far' })).toEqual(shown);
      expect(callsOf(other)).toEqual([['POST', '/api/show', { model: 'real-model' }]]);
      expect((await ollama.show({ model: 'gpt' })).capabilities).toContain('tools');
      expect((await send('POST', '/api/show', { model: 'nobody' })).status).toBe(404);
    });

    it.each(['GET', 'POST'])(
      'F2, F3: %s /api/ps tells which of them run, under their virtual names',
      async (method) => {
        const running = {
          name: 'real-model:latest',
          model: 'real-model:latest',
          size_vram: 7,
          expires_at: 'soon',
        };
        preferred.answerWith({ models: [running, { ...running, name: 'hidden', model: 'hidden' }] });
        other.answerWith({ models: [] });
        const { models } = (await (await send(method, '/api/ps')).json()) as { models: { name: string }[] };
        expect(models).toContainEqual({ ...running, name: 'near', model: 'near' });
        expect(models.map(({ name }) => name).sort()).toEqual(['gpt', 'near']);
      },
    );

    it('count as running where their Ollama keeps no list, and not where it cannot be asked', async () => {
      preferred.onCall(({ response }) => void response.writeHead(404).end());
      other.onCall(({ response }) => void response.destroy());
      const names = (await ollama.ps()).models.map(({ name }) => name);
      expect(names.sort()).toEqual(['gpt', 'near']);
    });

    it('are nobody’s to manage on an open network, unless that is wanted', async () => {
      answerAll(200, { status: 'success' });
      const restart = async (environment: Record<string, string>) => {
        await switchyard.service('gateway').kill();
        await switchyard.start('gateway', { OPEN_ACCESS: 'true', ...environment });
        await switchyard.waitForModel('near');
      };
      await restart({});
      for (const [method, path] of [
        ['DELETE', '/api/delete'],
        ['POST', '/api/blobs/sha256:test'],
      ] as const) {
        const response = await send(method, path, { model: 'near' });
        expect(response.status).toBe(403);
        expect(await response.json()).toEqual({ error: expect.stringContaining('switched off') });
      }
      expect(preferred.calls).toHaveLength(0);
      expect((await send('POST', '/api/show', { model: 'near' })).status).toBe(200);
      await restart({ OLLAMA_LIFECYCLE_ROUTES: 'true' });
      expect((await send('DELETE', '/api/delete', { model: 'near' })).status).toBe(200);
    });
  });
});

/** Until a count has stayed the same while the process went round its event loop many times. */
async function waitForStandstill(count: () => number): Promise<void> {
  let last = -1;
  let rounds = 0;
  await waitFor('a standstill', () => {
    rounds = count() === last ? rounds + 1 : 0;
    last = count();
    return rounds >= 20;
  });
}

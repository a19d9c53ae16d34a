import {
  chatChunk,
  DONE,
  EVENT_STREAM,
  ScriptedUpstream,
  Switchyard,
  sseData,
  stores,
  waitFor,
} from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const CLIENTS = 200;
const MOST_PIECES = 5;
const EVENT_INTERVAL_MS = 10;

const named = (value: { type: string }): string => `event: ${value.type}\n${sseData(value)}`;
const message = { id: 'msg_1', role: 'assistant', content: [], usage: { input_tokens: 3, output_tokens: 1 } };

/** How endpoints of each type begin an answer, and go on with it for ever. */
const endlessAnswers: Readonly<Record<string, { type: string; head: string; piece: string }>> = {
  '/v1/chat/completions': { type: 'openai', head: '', piece: chatChunk({ content: 'a' }) },
  '/v1/responses': {
    type: 'openai_responses',
    head: named({ type: 'response.created' }),
    piece: sseData({ type: 'response.output_text.delta', item_id: 'msg_1', output_index: 0, delta: 'a' }),
  },
  '/v1/messages': {
    type: 'anthropic',
    head:
      sseData({ type: 'message_start', message }) +
      sseData({ type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } }),
    piece: sseData({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } }),
  },
  '/api/chat': {
    type: 'ollama',
    head: '',
    piece: `${JSON.stringify({ model: 'm', message: { role: 'assistant', content: 'a' }, done: false })}\n`,
  },
};
/** How much of its answer a client waits for: nothing, or a few pieces. */
const piecesFor = (client: number): number => Math.floor(client / 16) % (MOST_PIECES + 1);

const upstreamTypes = Object.values(endlessAnswers).map(({ type }) => type);
const clientPaths = ['/v1/chat/completions', '/v1/responses', '/v1/messages', '/api/chat'];

const askOf = (type: string, text: string) => ({
  model: type,
  stream: true,
  max_tokens: 64,
  messages: [{ role: 'user', content: text }],
  input: text,
});

describe('200 clients that leave at any time, of every dialect and at endpoints of every dialect', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;
  const alive = new Set<unknown>();
  /** By client: called when its request has reached the endpoint. */
  const reached = new Map<number, () => void>();

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    upstream.onCall(({ request, response, body }) => {
      const answer = endlessAnswers[request.url ?? ''];
      if (!answer) return void response.writeHead(404).end();
      alive.add(response);
      const client = Number(/client (\d+)/.exec(JSON.stringify(body))?.[1]);
      const contentType =
        answer.type === 'ollama' ? { 'content-type': 'application/x-ndjson' } : EVENT_STREAM;
      let timer: NodeJS.Timeout | undefined;
      response.on('close', () => {
        alive.delete(response);
        clearInterval(timer);
      });
      reached.get(client)?.();
      // A client that waits for nothing leaves before the answer begins.
      if (piecesFor(client) === 0) return;
      response.writeHead(200, contentType).write(answer.head);
      timer = setInterval(() => response.write(answer.piece), EVENT_INTERVAL_MS);
    });
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    for (const type of upstreamTypes)
      await switchyard.addModel(type, { url: upstream.url, endpoint_type: type });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const inFlight = async (): Promise<number> => {
    const metrics = await (await fetch(`${switchyard.gatewayUrl}/metrics`)).text();
    return Number(/^switchyard_requests_in_flight (\d+)$/m.exec(metrics)?.[1]);
  };

  /** Leaves as soon as its request has reached the endpoint, or after some pieces of the answer. */
  const askAndLeave = async (client: number): Promise<void> => {
    const path = clientPaths[client % 4] ?? '';
    const type = upstreamTypes[Math.floor(client / 4) % 4] ?? '';
    const patience = new AbortController();
    if (piecesFor(client) === 0) reached.set(client, () => patience.abort());
    const body = JSON.stringify(askOf(type, `I am client ${client}.`));
    try {
      const response = await fetch(`${switchyard.gatewayUrl}${path}`, {
        method: 'POST',
        body,
        signal: patience.signal,
      });
      const reader = (response.body as ReadableStream<Uint8Array>).getReader();
      for (let pieces = 0; pieces < piecesFor(client); pieces++) {
        const { done } = await reader.read();
        if (done) throw new Error(`the answer at ${path} from ${type} ended by itself`);
      }
      patience.abort();
    } catch (error) {
      if (!patience.signal.aborted) throw error;
    }
  };

  it('leave nothing running upstream, one ledger row each and no request in flight', async () => {
    await Promise.all(Array.from({ length: CLIENTS }, (_, client) => askAndLeave(client)));
    await waitFor('every upstream stream to end', () => alive.size === 0);
    expect(upstream.calls).toHaveLength(CLIENTS);
    const rows = await switchyard.ledgerRows<{ outcome: string; request_id: string }>(CLIENTS);
    expect(new Set(rows.map(({ request_id: id }) => id)).size).toBe(CLIENTS);
    expect([...new Set(rows.map(({ outcome }) => outcome))]).toEqual(['client_closed']);
    await waitFor('no request in flight', async () => (await inFlight()) === 0);
  });

  it('leave the gateway as it was', async () => {
    upstream.streamWith(chatChunk({ content: 'still here' }, 'stop'), DONE);
    const response = await switchyard.chat(askOf('openai', 'hi'));
    expect(await response.text()).toContain('still here');
  });
});

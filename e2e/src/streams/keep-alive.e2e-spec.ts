import { chatChunk, DONE, EVENT_STREAM, ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const messages = [{ role: 'user', content: 'hi' }];
const ask = { model: 'slow', stream: true, max_tokens: 50, messages };

/** Reads until what came holds `marker`, or to the end. */
async function readUntil(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  marker: string | null,
): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  while (marker === null || !text.includes(marker)) {
    const { value, done } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  return text;
}

describe('a stream whose endpoint pauses', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores(), { STREAM_KEEP_ALIVE_MS: '100' });
    await switchyard.start('admin-api', 'gateway', 'usage-worker');
    await switchyard.addModel('slow', { url: upstream.url });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  const dialects = [
    { path: '/v1/chat/completions', sign: ': keep-alive', end: '[DONE]', error: '"error":{' },
    { path: '/v1/messages', sign: 'event: ping', end: 'event: message_stop', error: 'event: error' },
    { path: '/api/chat', sign: '"content":""', end: '"done":true', error: '{"error":"' },
  ];

  const open = async (path: string) => {
    const response = await fetch(`${switchyard.gatewayUrl}${path}`, {
      method: 'POST',
      body: JSON.stringify(ask),
    });
    expect(response.status).toBe(200);
    return (response.body as ReadableStream<Uint8Array>).getReader();
  };

  it.each(dialects)(
    'gives signs of life at $path, before and within the answer',
    async ({ path, sign, end }) => {
      let goOn: (() => void)[] = [];
      upstream.onCall(async ({ response }) => {
        await new Promise<void>((resolve) => goOn.push(resolve));
        response.writeHead(200, EVENT_STREAM).write(chatChunk({ content: 'first' }));
        await new Promise<void>((resolve) => goOn.push(resolve));
        response.end(chatChunk({ content: 'second' }, 'stop') + DONE);
      });
      const reader = await open(path);
      await readUntil(reader, sign);
      goOn[0]?.();
      const beginning = await readUntil(reader, 'first');
      const pause = beginning.slice(beginning.indexOf('first')).includes(sign)
        ? ''
        : await readUntil(reader, sign);
      expect(pause).not.toContain('second');
      goOn[1]?.();
      const rest = await readUntil(reader, null);
      expect(rest).toContain('second');
      expect(rest).toContain(end);
      goOn = [];
    },
  );

  it.each(dialects)('is told an error within the stream at $path, once that is open', async (dialect) => {
    let fail = (): void => undefined;
    upstream.onCall(async ({ response }) => {
      await new Promise<void>((resolve) => {
        fail = resolve;
      });
      response.writeHead(500).end('{"error":{"message":"out of memory"}}');
    });
    const reader = await open(dialect.path);
    await readUntil(reader, dialect.sign);
    fail();
    const rest = await readUntil(reader, null);
    expect(rest).toContain(dialect.error);
    expect(rest).toContain('out of memory');
    expect(rest).not.toContain(dialect.end);
  });
});

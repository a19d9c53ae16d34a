import { describe, expect, it } from 'vitest';
import { checking } from './checked-fetch.js';
import { chatChunk, DONE, EVENT_STREAM, usageChunk } from './openai-frames.js';

const CHAT = 'http://gateway/v1/chat/completions';
const whole = chatChunk({ content: 'é' }, 'stop') + DONE;
const NDJSON = { 'content-type': 'application/x-ndjson' };
const JSON_TYPE = { 'content-type': 'application/json' };

const read = async (
  url: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
  init?: RequestInit,
) => (await checking(async () => new Response(body, { status: 203, headers }))(url, init)).text();

describe(checking, () => {
  it('passes a stream on as it is, in whatever pieces it comes', async () => {
    const bytes = Buffer.from(whole);
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]));
        controller.close();
      },
    });
    const fetch = checking(async () => new Response(body, { status: 203, headers: EVENT_STREAM }));
    const response = await fetch(new Request(CHAT));
    expect(response.status).toBe(203);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await response.text()).toBe(whole);
  });

  it.each<[string, string, string, Record<string, string>]>([
    ['chats', CHAT, chatChunk({ content: 'a' }), EVENT_STREAM],
    ['completions', 'http://gateway/v1/completions', whole, EVENT_STREAM],
    ['responses', 'http://gateway/v1/responses', whole, EVENT_STREAM],
    ['messages', 'http://gateway/v1/messages', whole, EVENT_STREAM],
    ['chats of Ollama', 'http://gateway/api/chat', '{}\n', NDJSON],
    ['what Ollama generates', 'http://gateway/api/generate', '{}\n', NDJSON],
  ])('breaks off streams of %s that break a rule', async (_case, url, body, headers) => {
    await expect(read(url, body, headers)).rejects.toMatchObject({ name: 'StreamGrammarError' });
  });

  it('knows by the request whether usage may be there', async () => {
    const body = chatChunk({ content: 'a' }, 'stop') + usageChunk({ total_tokens: 1 }) + DONE;
    const asking = { body: JSON.stringify({ stream_options: { include_usage: true } }) };
    expect(await read(CHAT, body, EVENT_STREAM, asking)).toBe(body);
    await expect(read(CHAT, body, EVENT_STREAM, { body: '{}' })).rejects.toMatchObject({
      rule: 'usage-unasked',
    });
  });

  it('refuses bytes that are no text', async () => {
    await expect(read(CHAT, Uint8Array.from(Buffer.from(whole, 'latin1')), EVENT_STREAM)).rejects.toThrow(
      'not valid',
    );
  });

  it('refuses a stream under a path that it does not know', async () => {
    await expect(read('http://gateway/other', whole, EVENT_STREAM)).rejects.toThrow('no grammar is known');
  });

  it('leaves whole answers alone', async () => {
    expect(await read('http://gateway/other', '{}', JSON_TYPE)).toBe('{}');
  });
});

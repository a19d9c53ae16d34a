import { describe, expect, it } from 'vitest';
import { openAiChatClient as client } from './clients/openai-chat-client.js';
import { type Received, understand } from './told.js';

const received: Received = {
  status: 200,
  headers: new Headers(),
  text: '',
  ending: 'end',
  endedAtMs: 0,
};

describe(understand.name, () => {
  const json = { headers: new Headers({ 'content-type': 'application/json; charset=utf-8' }) };
  const errorText = JSON.stringify({
    error: { message: 'no', type: 'upstream_error', param: null, code: 'c' },
  });

  it('reads an error of any status but that of a success', () => {
    const refusal = { ...received, ...json, status: 502, text: errorText };
    expect(understand(client, 'stream', refusal)).toEqual({
      kind: 'refused',
      status: 502,
      error: { message: 'no', code: 'c' },
    });
    expect(understand(client, 'whole', { ...refusal, status: 200 })).toMatchObject({ kind: 'nonsense' });
  });

  it.each<[string, Partial<Received>]>([
    ['the connection to the gateway broke', { ending: 'cut' }],
    ['no answer came to its end', { ending: 'late' }],
    ['its content type is none', { status: 502, text: errorText }],
    ['its content type is application/json', { ...json, text: errorText }],
    ['the body is no object', { ...json, status: 502, text: 'Bad Gateway' }],
  ])('makes no sense of it when: %s', (reason, changes) => {
    const told = understand(client, 'stream', { ...received, ...changes });
    expect(told).toMatchObject({ kind: 'nonsense', reason: expect.stringContaining(reason) });
  });

  it('knows a client that has left', () => {
    expect(understand(client, 'stream', { ...received, status: null, ending: 'left' })).toEqual({
      kind: 'left',
    });
  });
});

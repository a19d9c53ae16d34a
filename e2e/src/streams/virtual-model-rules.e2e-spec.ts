import { checkOpenAiChatStream, ScriptedUpstream, Switchyard, stores } from '@switchyard/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const messages = [{ role: 'user', content: 'hi' }];
const whole = {
  id: 'c1',
  object: 'chat.completion',
  choices: [{ index: 0, message: { role: 'assistant', content: 'whole' }, finish_reason: 'stop' }],
};

describe('rules of a virtual model', () => {
  let switchyard: Switchyard;
  let upstream: ScriptedUpstream;

  beforeAll(async () => {
    upstream = await ScriptedUpstream.start();
    switchyard = await Switchyard.prepare(stores());
    await switchyard.start('admin-api', 'gateway');
    const rules = {
      max_tokens: 99,
      temperature: 0,
      system_prompt: 'Be brief.',
      custom_headers: { 'X-Team': 'trains' },
    };
    await switchyard.addModel('ruled', { url: upstream.url }, { ...rules, disable_streaming: true });
    await switchyard.addModel('whole', { url: upstream.url }, { force_non_streaming: true });
  });

  afterAll(async () => {
    await switchyard.stop();
    await upstream.stop();
  });

  it('shape the request and its headers, and still give a stream', async () => {
    upstream.onCall(
      ({ response }) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole)),
    );
    const text = await (await switchyard.chat({ model: 'ruled', stream: true, messages })).text();
    const [call] = upstream.calls;
    expect(call?.body).toEqual({
      model: 'real-model',
      messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
      max_tokens: 99,
      temperature: 0,
    });
    expect(call?.request.headers).toMatchObject({ 'x-team': 'trains' });
    expect(call?.request.headers).not.toHaveProperty('authorization');
    expect(checkOpenAiChatStream(text)).toMatchObject({ outcome: 'complete', text: 'whole' });
  });

  it('can insist on a whole answer', async () => {
    upstream.onCall(
      ({ response }) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(whole)),
    );
    const response = await switchyard.chat({ model: 'whole', stream: true, messages });
    expect(await response.json()).toEqual(whole);
    expect(upstream.calls[0]?.body).toEqual({ model: 'real-model', messages });
  });
});

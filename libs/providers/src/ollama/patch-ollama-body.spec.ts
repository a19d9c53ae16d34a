import type { VirtualModelConfig } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import {
  patchOllamaChat,
  patchOllamaEmbed,
  patchOllamaEmbeddings,
  patchOllamaGenerate,
} from './patch-ollama-body.js';

const model = {
  actualModel: 'llama3.2:3b',
  systemPrompt: null,
  defaults: { maxTokens: null, temperature: null, topP: null },
} as VirtualModelConfig;
const ruled = {
  ...model,
  systemPrompt: 'Be brief.',
  defaults: { maxTokens: 100, temperature: 0.5, topP: 0.9 },
};
const defaults = { num_predict: 100, temperature: 0.5, top_p: 0.9 };

const call = (body: Record<string, unknown>): ClientCall => ({
  surface: 'ollama-chat',
  bytes: BodyBytes.read(Buffer.from(JSON.stringify({ model: 'virtual', ...body }))),
  body: { model: 'virtual', ...body },
  model: 'virtual',
  wantsStream: true,
  wantsUsage: true,
});

const messages = [{ role: 'user', content: 'Hi', images: ['AAAA'] }];

describe(patchOllamaChat, () => {
  it.each([true, false])('changes the name, says whether to stream (%s), and nothing else', (asStream) => {
    const body = { messages, stream: null, think: 'high', keep_alive: 0, made_up: { a: [1] } };
    expect(patchOllamaChat(call(body), model, asStream)).toEqual({
      ...body,
      model: 'llama3.2:3b',
      stream: asStream,
    });
  });

  it('puts the system prompt first, and defaults where the client gave nothing', () => {
    const options = { temperature: 0, top_p: null, num_ctx: 4096 };
    expect(patchOllamaChat(call({ messages, options }), ruled, true)).toMatchObject({
      messages: [{ role: 'system', content: 'Be brief.' }, ...messages],
      options: { temperature: 0, top_p: 0.9, num_predict: 100, num_ctx: 4096 },
    });
    expect(patchOllamaChat(call({ messages }), ruled, true)).toMatchObject({ options: defaults });
    expect(patchOllamaChat(call({ messages, options: null }), ruled, true)).toMatchObject({
      options: defaults,
    });
  });

  it.each([[{}], [{ messages: [] }], [{ messages: [], keep_alive: 0 }]])(
    'leaves %j what it is: the wish to load or unload a model',
    (body) => {
      expect(patchOllamaChat(call(body), ruled, true)).toEqual({
        ...body,
        model: 'llama3.2:3b',
        options: defaults,
        stream: true,
      });
    },
  );

  it('changes nothing in the body it was given', () => {
    const given = call({ messages, options: { seed: 1 } });
    const before = structuredClone(given.body);
    patchOllamaChat(given, ruled, true);
    expect(given.body).toEqual(before);
  });
});

describe(patchOllamaGenerate, () => {
  it('keeps every field', () => {
    const body = { prompt: 'a', suffix: 'b', raw: true, context: [1], template: 't', width: 64 };
    expect(patchOllamaGenerate(call(body), model, false)).toEqual({
      ...body,
      model: 'llama3.2:3b',
      stream: false,
    });
  });

  it.each([
    [undefined, 'Be brief.'],
    ['', 'Be brief.'],
    ['Be kind.', 'Be brief.\n\nBe kind.'],
  ])('puts the system prompt before the system %j', (system, expected) => {
    expect(patchOllamaGenerate(call({ prompt: 'a', system }), ruled, true)).toMatchObject({
      system: expected,
      options: defaults,
    });
  });
});

describe('a request for embeddings', () => {
  it('gets the real name and nothing of the rules for chats', () => {
    const body = { input: ['a', 'b'], truncate: false, dimensions: 64, options: { num_ctx: 1 } };
    expect(patchOllamaEmbed(call(body), ruled)).toEqual({ ...body, model: 'llama3.2:3b' });
    expect(patchOllamaEmbeddings(call({ prompt: 'a', keep_alive: 1 }), ruled)).toEqual({
      prompt: 'a',
      keep_alive: 1,
      model: 'llama3.2:3b',
    });
  });

  it.each([
    ['embed', patchOllamaEmbed, { prompt: 'a' }, { input: 'a' }],
    ['embed', patchOllamaEmbed, { prompt: 'a', input: 'b' }, { input: 'b' }],
    ['embeddings', patchOllamaEmbeddings, { input: 'a' }, { prompt: 'a' }],
    ['embeddings', patchOllamaEmbeddings, { input: ['a'] }, { prompt: 'a' }],
    ['embeddings', patchOllamaEmbeddings, { prompt: 'a', input: 'b' }, { prompt: 'a' }],
  ])('has the word of its route (%s)', (_route, patch, body, expected) => {
    expect(patch(call(body), model)).toEqual({ ...expected, model: 'llama3.2:3b' });
  });
});

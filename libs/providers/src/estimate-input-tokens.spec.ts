import { describe, expect, it } from 'vitest';
import { estimateInputTokens } from './estimate-input-tokens.js';

const estimate = (body: object): number => estimateInputTokens(JSON.stringify(body));
const words = 'four'.repeat(10);

describe(estimateInputTokens, () => {
  it.each([
    ['a chat', { messages: [{ role: 'user', content: words }] }],
    ['parts of a message', { messages: [{ role: 'user', content: [{ type: 'text', text: words }] }] }],
    ['responses', { input: [{ type: 'message', role: 'user', content: words }] }],
    ['a prompt', { prompt: words }],
    ['instructions', { instructions: words, input: [] }],
    ['texts to embed', { input: [words] }],
  ])('counts the words of %s, and no parameters', (_case, body) => {
    expect(estimate({ model: 'a-model-with-a-long-name', stream: true, ...body })).toBe(10);
  });

  it('counts the schemas of tools', () => {
    const tools = [{ name: 'f', input_schema: { type: 'object', properties: { city: { type: 'string' } } } }];
    expect(estimate({ messages: [], tools })).toBe(Math.ceil(JSON.stringify(tools).length / 4));
  });

  it('counts an image as an image', () => {
    const image = {
      type: 'image',
      source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(9_000) },
    };
    expect(estimate({ messages: [{ role: 'user', content: [image] }] })).toBe(1_500);
  });

  it('reads much text with long words', () => {
    const long = `${'a'.repeat(1_023)} `.repeat(4_000);
    expect(estimate({ prompt: long })).toBe(1_024_000);
  });

  it('says nothing of what it cannot read', () => {
    expect(estimateInputTokens('')).toBe(0);
  });
});

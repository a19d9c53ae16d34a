import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { ollamaEndpointType } from './ollama.endpoint-type.js';

describe('the Ollama endpoint type', () => {
  it.each([
    ['http://localhost:11434', 'http://localhost:11434'],
    ['http://localhost:11434/', 'http://localhost:11434'],
    ['http://localhost:11434/v1', 'http://localhost:11434'],
    ['http://localhost:11434/v1/', 'http://localhost:11434'],
    ['http://localhost:11434/api', 'http://localhost:11434'],
    ['http://localhost:11434/api//', 'http://localhost:11434'],
    ['https://ollama.com/api', 'https://ollama.com'],
    ['https://chat.example.com/ollama', 'https://chat.example.com/ollama'],
    ['https://chat.example.com/ollama/v1/', 'https://chat.example.com/ollama'],
    ['http://[::1]:11434/', 'http://[::1]:11434'],
  ])('finds the API of %s', (entered, base) => {
    expect(ollamaEndpointType.surfaceUrl(entered, 'ollama-chat')).toBe(`${base}/api/chat`);
    expect(ollamaEndpointType.surfaceUrl(entered, 'ollama-generate')).toBe(`${base}/api/generate`);
    expect(ollamaEndpointType.surfaceUrl(entered, 'ollama-embed')).toBe(`${base}/api/embed`);
    expect(ollamaEndpointType.surfaceUrl(entered, 'ollama-embeddings')).toBe(`${base}/api/embeddings`);
    expect(ollamaEndpointType.modelListUrls(entered)).toEqual([`${base}/api/tags`]);
  });

  it('has an address for each surface of its dialect', () => {
    const { dialect, surfaceUrl, exampleUrl } = ollamaEndpointType;
    const surfaces = [...Object.values(dialect.natives), dialect.chat, dialect.embeddings];
    for (const used of surfaces)
      expect(surfaceUrl(exampleUrl, used?.surface ?? 'openai-chat')).toMatch(/\/api\/(chat|gen|embed)/);
    expect(() => surfaceUrl(exampleUrl, 'openai-chat')).toThrow('no surface');
  });

  it('sends a key only where there is one', () => {
    expect(ollamaEndpointType.headers(null)).toEqual({});
    expect(ollamaEndpointType.headers(new Secret('k'))).toEqual({ authorization: 'Bearer k' });
  });
});

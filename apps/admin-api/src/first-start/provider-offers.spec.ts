import { describe, expect, it } from 'vitest';
import { readProviderOffers } from './provider-offers.js';

describe(readProviderOffers, () => {
  it('makes an endpoint of each key, numbered ones too', () => {
    const offers = readProviderOffers({
      OPENAI_API_KEY: 'a',
      OPENAI_API_KEY_2: 'b',
      ANTHROPIC_API_KEY: 'd',
      GROQ_API_KEY: ' c ',
      PATH: '/bin',
    });
    expect(offers).toEqual([
      { name: 'anthropic', type: 'anthropic', url: 'https://api.anthropic.com', apiKey: 'd' },
      { name: 'groq', type: 'openai', url: 'https://api.groq.com/openai/v1', apiKey: 'c' },
      { name: 'openai', type: 'openai', url: 'https://api.openai.com/v1', apiKey: 'a' },
      { name: 'openai-2', type: 'openai', url: 'https://api.openai.com/v1', apiKey: 'b' },
    ]);
  });

  it('offers nothing for blank keys and unknown providers', () => {
    expect(readProviderOffers({ OPENAI_API_KEY: ' ', ACME_API_KEY: 'x', toString_API_KEY: 'x' })).toEqual([]);
  });

  it('offers RunPod only together with the endpoint that is meant', () => {
    expect(readProviderOffers({ RUNPOD_API_KEY: 'k' })).toEqual([]);
    expect(readProviderOffers({ RUNPOD_API_KEY: 'k', RUNPOD_ENDPOINT_ID: 'abc' })[0]?.url).toBe(
      'https://api.runpod.ai/v2/abc/openai/v1',
    );
  });
});

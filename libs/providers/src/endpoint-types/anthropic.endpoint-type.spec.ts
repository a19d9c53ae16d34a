import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { anthropicEndpointType } from './anthropic.endpoint-type.js';

describe('anthropicEndpointType', () => {
  it.each([
    ['https://api.anthropic.com', 'https://api.anthropic.com/v1'],
    ['https://api.anthropic.com/v1/', 'https://api.anthropic.com/v1'],
    ['https://api.minimax.io/anthropic', 'https://api.minimax.io/anthropic/v1'],
    ['http://[::1]:11434', 'http://[::1]:11434/v1'],
  ])('has its routes under %s', (baseUrl, base) => {
    expect(anthropicEndpointType.surfaceUrl(baseUrl, 'anthropic-messages')).toBe(`${base}/messages`);
    expect(anthropicEndpointType.countTokensUrl?.(baseUrl)).toBe(`${base}/messages/count_tokens`);
    expect(anthropicEndpointType.modelListUrls(baseUrl)).toEqual([`${base}/models?limit=1000`]);
  });

  it.each([
    [null, {}],
    ['sk-ant-api03-x', { 'x-api-key': 'sk-ant-api03-x' }],
    ['any-key', { 'x-api-key': 'any-key' }],
    ['sk-ant-oat01-x', { authorization: 'Bearer sk-ant-oat01-x', 'anthropic-beta': 'oauth-2025-04-20' }],
  ])('authenticates with %j', (key, headers) => {
    const apiKey = key === null ? null : new Secret(key);
    expect(anthropicEndpointType.authHeaders(apiKey)).toEqual({
      'anthropic-version': '2023-06-01',
      ...headers,
    });
  });
});

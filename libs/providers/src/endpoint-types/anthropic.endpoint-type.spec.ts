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
    expect(anthropicEndpointType.headers(apiKey)).toEqual({
      'anthropic-version': '2023-06-01',
      ...headers,
    });
  });

  it('passes on what the client says of its API, beside what the credential needs', () => {
    const client = { 'anthropic-version': '2026-10-21', 'anthropic-beta': 'files-1', 'x-other': 'x' };
    expect(anthropicEndpointType.headers(new Secret('sk-ant-oat01-x'), client)).toEqual({
      'anthropic-version': '2026-10-21',
      'anthropic-beta': 'oauth-2025-04-20,files-1',
      authorization: 'Bearer sk-ant-oat01-x',
    });
  });
});

import { Secret } from '@switchyard/domain';
import { describe, expect, it } from 'vitest';
import { openaiResponsesEndpointType as sut } from './openai-responses.endpoint-type.js';

describe('the endpoint type openai_responses', () => {
  it.each([
    ['https://api.openai.com', 'https://api.openai.com/v1'],
    ['https://api.openai.com/v1/', 'https://api.openai.com/v1'],
    ['https://x.openai.azure.com/openai/v1', 'https://x.openai.azure.com/openai/v1'],
  ])('finds its routes below %s', (baseUrl, base) => {
    expect(sut.surfaceUrl(baseUrl, 'openai-responses')).toBe(`${base}/responses`);
    expect(sut.modelListUrls(baseUrl)).toEqual([`${base}/models`]);
  });

  it('sends the key as a bearer, and none without one', () => {
    expect(sut.headers(new Secret('k'))).toEqual({ authorization: 'Bearer k' });
    expect(sut.headers(null)).toEqual({});
  });
});

import { openAiPath } from '../openai-chat/surface-paths.js';
import { openAiResponsesUpstreamDialect } from '../openai-responses/openai-responses-upstream.dialect.js';
import { apiBaseOf } from './api-base.js';
import type { EndpointType } from './endpoint-type.js';

/** Any service that speaks OpenAI's Responses API: OpenAI itself, Azure's `/openai/v1`, and servers that took it over. */
export const openaiResponsesEndpointType: EndpointType = {
  type: 'openai_responses',
  label: 'OpenAI (Responses API)',
  exampleUrl: 'https://api.openai.com/v1',
  dialect: openAiResponsesUpstreamDialect,
  surfaceUrl: (baseUrl, surface) => `${apiBaseOf(baseUrl)}/${openAiPath(surface)}`,
  modelListUrls: (baseUrl) => [`${apiBaseOf(baseUrl)}/models`],
  takesClientHeaders: false,
  headers: (apiKey): Record<string, string> => (apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {}),
};

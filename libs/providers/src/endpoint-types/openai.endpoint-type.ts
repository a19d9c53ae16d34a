import { openAiUpstreamDialect } from '../openai-chat/openai-upstream.dialect.js';
import { openAiPath } from '../openai-chat/surface-paths.js';
import { apiBaseOf } from './api-base.js';
import type { EndpointType } from './endpoint-type.js';

/** Any service that speaks OpenAI's API: OpenAI itself, vLLM, Ollama's `/v1`, and most hosted providers. */
export const openaiEndpointType: EndpointType = {
  type: 'openai',
  label: 'OpenAI-compatible',
  exampleUrl: 'https://api.openai.com/v1',
  dialect: openAiUpstreamDialect,
  surfaceUrl: (baseUrl, surface) => `${apiBaseOf(baseUrl)}/${openAiPath(surface)}`,
  modelListUrls: (baseUrl) => {
    const asEntered = baseUrl.replace(/\/+$/, '');
    const paths = [`${apiBaseOf(baseUrl)}/models`, `${asEntered}/models`, `${asEntered}/api/models`];
    return [...new Set(paths)];
  },
  takesClientHeaders: false,
  headers: (apiKey): Record<string, string> => (apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {}),
};

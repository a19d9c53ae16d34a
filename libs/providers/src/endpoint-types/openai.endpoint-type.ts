import { operations } from '../openai-chat/operation.js';
import { apiBaseOf } from './api-base.js';
import type { EndpointType } from './endpoint-type.js';

/** Any service that speaks OpenAI's API: OpenAI itself, vLLM, Ollama's `/v1`, and most hosted providers. */
export const openaiEndpointType: EndpointType = {
  type: 'openai',
  label: 'OpenAI-compatible',
  exampleUrl: 'https://api.openai.com/v1',
  operationUrl: (baseUrl, operation) => `${apiBaseOf(baseUrl)}/${operations[operation].path}`,
  modelListUrls: (baseUrl) => {
    const asEntered = baseUrl.replace(/\/+$/, '');
    const paths = [`${apiBaseOf(baseUrl)}/models`, `${asEntered}/models`, `${asEntered}/api/models`];
    return [...new Set(paths)];
  },
  authHeaders: (apiKey): Record<string, string> =>
    apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {},
};

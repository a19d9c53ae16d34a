import { ollamaUpstreamDialect } from '../ollama/ollama-upstream.dialect.js';
import type { Surface } from '../surface.js';
import type { EndpointType } from './endpoint-type.js';

const paths: Readonly<Partial<Record<Surface, string>>> = {
  'ollama-chat': 'chat',
  'ollama-generate': 'generate',
  'ollama-embed': 'embed',
  'ollama-embeddings': 'embeddings',
};

/** Ollama by its own API: local, in a network, or ollama.com itself. */
export const ollamaEndpointType: EndpointType = {
  type: 'ollama',
  label: 'Ollama',
  exampleUrl: 'http://localhost:11434',
  dialect: ollamaUpstreamDialect,
  surfaceUrl: (baseUrl, surface) => `${ollamaApiOf(baseUrl)}/${pathOf(surface)}`,
  modelListUrls: (baseUrl) => [`${ollamaApiOf(baseUrl)}/tags`],
  takesClientHeaders: false,
  // An Ollama takes no key; ollama.com and the proxies that people put before one do.
  headers: (apiKey): Record<string, string> => (apiKey ? { authorization: `Bearer ${apiKey.reveal()}` } : {}),
};

function pathOf(surface: Surface): string {
  const path = paths[surface];
  if (path === undefined) throw new Error(`${surface} is no surface of Ollama's API`);
  return path;
}

/** Where the API is, also for a base URL that names it already, or names `/v1`, where Ollama imitates OpenAI. */
function ollamaApiOf(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/(api|v1)$/, '')}/api`;
}

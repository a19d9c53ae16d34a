import type { Secret } from '@switchyard/domain';
import { anthropicUpstreamDialect } from '../anthropic-messages/anthropic-upstream.dialect.js';
import { API_VERSION } from '../anthropic-messages/api-version.js';
import { apiBaseOf } from './api-base.js';
import type { EndpointType } from './endpoint-type.js';

/** Any service that speaks Anthropic's Messages API: Anthropic itself, and others that offer it beside their own. */
export const anthropicEndpointType: EndpointType = {
  type: 'anthropic',
  label: 'Anthropic',
  exampleUrl: 'https://api.anthropic.com',
  dialect: anthropicUpstreamDialect,
  surfaceUrl: messagesUrl,
  countTokensUrl: (baseUrl) => `${messagesUrl(baseUrl)}/count_tokens`,
  // Without a limit a list ends after 20 models; 1,000 is the most it takes (Anthropic API reference, "List Models").
  modelListUrls: (baseUrl) => [`${apiBaseOf(baseUrl)}/models?limit=1000`],
  takesClientHeaders: true,
  headers: (apiKey, client = {}) => {
    const { 'anthropic-beta': ownBeta, ...credential } = credentialHeaders(apiKey);
    const betas = [ownBeta, client['anthropic-beta']].filter((beta) => beta !== undefined);
    return {
      'anthropic-version': String(client['anthropic-version'] ?? API_VERSION),
      ...credential,
      ...(betas.length > 0 && { 'anthropic-beta': betas.join(',') }),
    };
  },
};

function messagesUrl(baseUrl: string): string {
  return `${apiBaseOf(baseUrl)}/messages`;
}

const OAUTH_TOKEN = /^sk-ant-oat/;

/** A token from a login is no API key, and is taken only by those who say so. */
function credentialHeaders(apiKey: Secret | null): Record<string, string> {
  if (apiKey === null) return {};
  const value = apiKey.reveal();
  return OAUTH_TOKEN.test(value)
    ? { authorization: `Bearer ${value}`, 'anthropic-beta': 'oauth-2025-04-20' }
    : { 'x-api-key': value };
}

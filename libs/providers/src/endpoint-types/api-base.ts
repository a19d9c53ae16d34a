const versionSegment = /^v\d+(alpha|beta)?\d*$/i;

/**
 * The base under which an OpenAI-compatible service has its routes. A URL that already names a version anywhere in
 * its path is taken as it is (`https://api.groq.com/openai/v1`, `https://api.deepinfra.com/v1/openai`); otherwise
 * `/v1` is added, so that neither a missing nor a doubled version can happen.
 */
export function apiBaseOf(baseUrl: string): string {
  const url = new URL(baseUrl);
  const path = url.pathname.replace(/\/+$/, '');
  const hasVersion = path.split('/').some((segment) => versionSegment.test(segment));
  return `${url.origin}${path}${hasVersion ? '' : '/v1'}`;
}

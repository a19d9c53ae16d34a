import {
  type AnsweringEndpoint,
  isJsonObject,
  quote,
  tryParseJson,
  withoutSecrets,
} from '@switchyard/providers';

/** What an Ollama says of a request it refused, as `{"error":"…"}` tells it, or all that it said. Never a secret. */
export function refusalWords(endpoint: AnsweringEndpoint, body: Buffer): string {
  const text = body.toString('utf8');
  const parsed = tryParseJson(text);
  const error = isJsonObject(parsed) ? parsed.error : null;
  const message = isJsonObject(error) ? error.message : error;
  return quote(endpoint, typeof message === 'string' ? message : text);
}

/**
 * A line of a progress without the secrets its endpoint was sent. The line is read first, because JSON may write any
 * character of a secret in another way; one without a secret keeps its own bytes.
 */
export function lineWithoutSecrets(endpoint: AnsweringEndpoint, line: Buffer): Buffer {
  if (endpoint.secrets.length === 0) return line;
  const text = line.toString('utf8');
  const safe = safeLine(endpoint, text);
  return safe === text ? line : Buffer.from(safe);
}

function safeLine(endpoint: AnsweringEndpoint, text: string): string {
  let isChanged = false;
  const toSafe = (_key: string, value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    const safe = withoutSecrets(endpoint, value);
    isChanged ||= safe !== value;
    return safe;
  };
  try {
    const parsed: unknown = JSON.parse(text, toSafe);
    return withoutSecrets(endpoint, isChanged ? `${JSON.stringify(parsed)}\n` : text);
  } catch {
    return withoutSecrets(endpoint, text);
  }
}

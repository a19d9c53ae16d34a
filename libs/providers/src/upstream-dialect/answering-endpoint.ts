import type { Secret } from '@switchyard/domain';

/** Whom an answer comes from, and what it was sent that must never be repeated to anybody. */
export type AnsweringEndpoint = { readonly name: string; readonly secrets: readonly Secret[] };

const MAX_QUOTE_LENGTH = 500;
/** Anything shorter stands in ordinary words too. */
const MIN_SECRET_LENGTH = 6;

/** An endpoint's own words without the secrets it was sent: some endpoints quote their headers. */
export function withoutSecrets(endpoint: AnsweringEndpoint, text: string): string {
  let safe = text;
  for (const secret of endpoint.secrets) {
    const value = secret.reveal();
    if (value.length >= MIN_SECRET_LENGTH) safe = safe.replaceAll(value, '[secret]');
  }
  return safe;
}

/** The same, bounded and ready to stand within a sentence. */
export const quote = (endpoint: AnsweringEndpoint, text: string): string =>
  withoutSecrets(endpoint, text)
    .slice(0, MAX_QUOTE_LENGTH)
    .replace(/[.\s]+$/, '');

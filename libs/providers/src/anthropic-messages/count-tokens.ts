import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import { countTokensRequestSchema } from './messages-request.schema.js';

/** English text and code come to about four characters a token; images cost what they cost, whatever their bytes. */
const CHARACTERS_PER_TOKEN = 4;
const TOKENS_PER_IMAGE = 1_500;

export type TokenCount = { readonly model: string; readonly inputTokens: number };

/**
 * An estimate of a request's input tokens, for endpoints that cannot count.
 * @throws {GatewayError} `invalid_json` or `invalid_request`
 */
export function estimateInputTokens(bytes: Buffer | undefined): TokenCount {
  const checked = countTokensRequestSchema.safeParse(parseJsonBody(bytes));
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, messages, system, tools } = checked.data;
  let images = 0;
  const text = JSON.stringify([system ?? '', messages, tools ?? []], (key, value: unknown) => {
    if (key !== 'source') return value;
    images++;
    return undefined;
  });
  return { model, inputTokens: Math.ceil(text.length / CHARACTERS_PER_TOKEN) + images * TOKENS_PER_IMAGE };
}

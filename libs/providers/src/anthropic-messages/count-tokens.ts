import { stringifyBody } from '../codec/stringify-body.js';
import { estimateInputTokens } from '../estimate-input-tokens.js';
import type { JsonObject } from '../json.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import { countTokensRequestSchema } from './messages-request.schema.js';

export type CountTokensCall = { readonly model: string; readonly body: JsonObject };

/** @throws {GatewayError} `invalid_json` or `invalid_request` */
export function decodeCountTokensCall(bytes: Buffer | undefined): CountTokensCall {
  const body = parseJsonBody(bytes);
  const checked = countTokensRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  return { model: checked.data.model, body };
}

/**
 * An estimate, for endpoints that cannot count. An image that is only an address is not seen.
 * @throws {GatewayError} `invalid_request` for a body that is nested too deeply
 */
export const estimateCount = ({ body }: CountTokensCall): number => estimateInputTokens(stringifyBody(body));

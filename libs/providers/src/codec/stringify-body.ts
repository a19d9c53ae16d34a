import { GatewayError } from '@switchyard/domain';
import type { JsonObject } from '../json.js';

/**
 * A request's body as text. Reading JSON has no limit of depth, writing it has.
 * @throws {GatewayError} `invalid_request`
 */
export function stringifyBody(body: JsonObject): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new GatewayError('invalid_request', 'The request body is nested too deeply.', { cause: error });
  }
}

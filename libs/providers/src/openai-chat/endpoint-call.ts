import type { JsonObject } from '../json.js';
import type { Operation } from './operation.js';

/**
 * A request as it will go to an endpoint, in OpenAI's dialect: a client's own body, or one made from another dialect's.
 * `body` keeps every field, known or not.
 */
export type EndpointCall = {
  readonly operation: Operation;
  readonly body: JsonObject;
  readonly model: string;
  readonly wantsStream: boolean;
  readonly wantsUsage: boolean;
};

import type { Secret } from '@switchyard/domain';
import type { Operation } from '../openai-chat/operation.js';

/**
 * What is particular to one kind of endpoint: where things are and how to authenticate. Stateless and without I/O.
 * All functions take the base URL as an operator entered it.
 */
export interface EndpointType {
  /** The value of `endpoint_type` in the admin API. */
  readonly type: string;
  /** For people choosing a type. */
  readonly label: string;
  readonly exampleUrl: string;
  operationUrl(baseUrl: string, operation: Operation): string;
  /** Where a list of models may be found, in the order to try. */
  modelListUrls(baseUrl: string): string[];
  authHeaders(apiKey: Secret | null): Record<string, string>;
}

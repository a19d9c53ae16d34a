import type { Secret } from '@switchyard/domain';
import type { ClientHeaders } from '../client-dialect/client-dialect.js';
import type { Surface } from '../surface.js';
import type { UpstreamDialect } from '../upstream-dialect/upstream-dialect.js';

/**
 * What is particular to one kind of endpoint: what it speaks, where things are and how to authenticate. Stateless and
 * without I/O. All functions take the base URL as an operator entered it.
 */
export interface EndpointType {
  /** The value of `endpoint_type` in the admin API. */
  readonly type: string;
  /** For people choosing a type. */
  readonly label: string;
  readonly exampleUrl: string;
  readonly dialect: UpstreamDialect;
  /** Where a surface is that the dialect names. */
  surfaceUrl(baseUrl: string, surface: Surface): string;
  /** Where the endpoint counts the tokens of a request of its own; absent where it does not. */
  countTokensUrl?(baseUrl: string): string;
  /** Where a list of models may be found, in the order to try. */
  modelListUrls(baseUrl: string): string[];
  /** Whether some of the client's own headers go on to the endpoint, where the client shares the surface. */
  readonly takesClientHeaders: boolean;
  /**
   * The headers that every request needs.
   * @param client the client's own headers, where it shares the surface: of these some go on to the endpoint
   */
  headers(apiKey: Secret | null, client?: ClientHeaders): Record<string, string>;
}

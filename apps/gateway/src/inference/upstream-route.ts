import {
  type Candidate,
  type EffectiveTimeouts,
  effectiveTimeouts,
  GatewayError,
  Secret,
} from '@switchyard/domain';
import {
  type AnsweringEndpoint,
  type ClientHeaders,
  type EndpointType,
  findEndpointType,
  type Surface,
} from '@switchyard/providers';

export type UpstreamAddress = { readonly origin: string; readonly path: string };

/** What a candidate means for every request that is sent to it: worked out once for each version of its config. */
export class UpstreamRoute {
  readonly type: EndpointType;
  readonly timeouts: EffectiveTimeouts;
  /** Whom answers come from, with everything that it was sent and must not repeat. */
  readonly answering: AnsweringEndpoint;
  private readonly addressBySurface = new Map<Surface, UpstreamAddress>();
  private readonly customHeaders: ReadonlyMap<string, string>;
  /** For requests to which the client's own headers add nothing. */
  private readonly plainHeaders: readonly string[];

  /** @throws {GatewayError} for an endpoint of a type of a newer release */
  constructor(
    private readonly candidate: Candidate,
    private readonly apiKey: Secret | null,
    fallback: EffectiveTimeouts,
  ) {
    const { endpoint, model } = candidate;
    this.type = endpointTypeOf(candidate);
    this.timeouts = effectiveTimeouts([model.timeouts, endpoint.timeouts], fallback);
    this.customHeaders = lowerCased(model.customHeaders);
    this.plainHeaders = this.fixedHeaders(undefined);
    const secrets = Object.values(model.customHeaders).map((value) => new Secret(value));
    this.answering = { name: endpoint.name, secrets: apiKey ? [apiKey, ...secrets] : secrets };
  }

  addressOf(surface: Surface): UpstreamAddress {
    const known = this.addressBySurface.get(surface);
    if (known) return known;
    const { origin, pathname, search } = new URL(this.type.surfaceUrl(this.candidate.endpoint.url, surface));
    const address = { origin, path: `${pathname}${search}` };
    this.addressBySurface.set(surface, address);
    return address;
  }

  /**
   * Names and values in turn.
   * @param client the client's headers where it speaks the endpoint's surface, else undefined
   */
  headersFor(requestId: string, accept: string, client: ClientHeaders | undefined): string[] {
    const isPlain = client === undefined || !this.type.takesClientHeaders;
    const headers = (isPlain ? this.plainHeaders : this.fixedHeaders(client)).slice();
    if (!this.customHeaders.has('accept')) headers.push('accept', accept);
    if (!this.customHeaders.has('x-request-id')) headers.push('x-request-id', requestId);
    return headers;
  }

  /** All but those of one request. The operator's headers take the place of the gateway's own. */
  private fixedHeaders(client: ClientHeaders | undefined): string[] {
    const headers = new Map([
      ['content-type', 'application/json'],
      ['accept-encoding', 'identity'],
      ['user-agent', 'switchyard'],
      ...lowerCased(this.type.headers(this.apiKey, client)),
      ...this.customHeaders,
    ]);
    return [...headers].flat();
  }
}

const lowerCased = (headers: Readonly<Record<string, string>>): Map<string, string> =>
  new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

/** @throws {GatewayError} for a type of a newer release */
export function endpointTypeOf({ endpoint }: Pick<Candidate, 'endpoint'>): EndpointType {
  const type = findEndpointType(endpoint.type);
  if (type) return type;
  throw new GatewayError(
    'internal_error',
    `Endpoint "${endpoint.name}" has a type this gateway does not know.`,
  );
}

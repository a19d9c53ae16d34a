import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type EndpointConfig, Secret, type VirtualModelConfig } from '@switchyard/domain';
import { ConfigSource, ENDPOINT_KEY_PURPOSE, LOGGER, SecretBox } from '@switchyard/platform';
import type { AnsweringEndpoint } from '@switchyard/providers';
import type { Logger } from 'pino';

/** As much of a candidate as holds secrets. */
type Asked = {
  readonly endpoint: Pick<EndpointConfig, 'id' | 'name'>;
  readonly model: Pick<VirtualModelConfig, 'customHeaders'>;
};

/** The endpoints' keys, opened once per config change and held in process memory only. */
@Injectable()
export class EndpointCredentials implements OnModuleInit {
  private keyByEndpointId: ReadonlyMap<number, Secret> = new Map();

  constructor(
    private readonly source: ConfigSource,
    private readonly box: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.source.onChange(({ endpointById }) => {
      this.keyByEndpointId = new Map([...endpointById.values()].flatMap((endpoint) => this.open(endpoint)));
    });
  }

  /** @returns null for an endpoint without a key */
  keyOf(endpointId: number): Secret | null {
    return this.keyByEndpointId.get(endpointId) ?? null;
  }

  /** Whom an answer comes from, with everything that it was sent and must not repeat. */
  answering({ endpoint, model: { customHeaders } }: Asked): AnsweringEndpoint {
    const key = this.keyOf(endpoint.id);
    const headers = Object.values(customHeaders).map((value) => new Secret(value));
    return { name: endpoint.name, secrets: key ? [key, ...headers] : headers };
  }

  private open({ id, name, sealedApiKey }: EndpointConfig): [number, Secret][] {
    if (sealedApiKey === null) return [];
    try {
      return [[id, this.box.open(sealedApiKey, ENDPOINT_KEY_PURPOSE)]];
    } catch (error) {
      this.logger.error(
        { err: error, endpoint: name },
        'the key of an endpoint cannot be opened; is MASTER_KEY_FILE right?',
      );
      return [];
    }
  }
}

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

/** The endpoints' keys, held open in process memory only. Each is opened once, when the config brings it. */
@Injectable()
export class EndpointCredentials implements OnModuleInit {
  private keyByEndpointId: ReadonlyMap<number, Secret | null> = new Map();
  /** By their sealed text; null for one that cannot be opened, which is said once and not at every change. */
  private opened: ReadonlyMap<string, Secret | null> = new Map();

  constructor(
    private readonly source: ConfigSource,
    private readonly box: SecretBox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.source.onChange(({ endpointById }) => this.openKeys([...endpointById.values()]));
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

  private openKeys(endpoints: readonly EndpointConfig[]): void {
    const opened = new Map<string, Secret | null>();
    const keyByEndpointId = new Map<number, Secret | null>();
    for (const { id, name, sealedApiKey } of endpoints) {
      if (sealedApiKey === null) continue;
      const known = this.opened.get(sealedApiKey);
      const key = known === undefined ? this.open(sealedApiKey, name) : known;
      opened.set(sealedApiKey, key);
      keyByEndpointId.set(id, key);
    }
    this.opened = opened;
    this.keyByEndpointId = keyByEndpointId;
  }

  private open(sealedApiKey: string, endpoint: string): Secret | null {
    try {
      return this.box.open(sealedApiKey, ENDPOINT_KEY_PURPOSE);
    } catch (error) {
      this.logger.error(
        { err: error, endpoint },
        'the key of an endpoint cannot be opened; is MASTER_KEY_FILE right?',
      );
      return null;
    }
  }
}

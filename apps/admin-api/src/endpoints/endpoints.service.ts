import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EndpointHealth, type RedisKeys, Secret } from '@switchyard/domain';
import { EndpointEntity, VirtualModelEntity } from '@switchyard/persistence';
import {
  ENDPOINT_KEY_PURPOSE,
  EndpointHealthStore,
  LOGGER,
  REDIS_KEYS,
  RedisConnections,
  SecretBox,
} from '@switchyard/platform';
import type { Logger } from 'pino';
import type { EntityManager, Repository } from 'typeorm';
import { ConfigChange } from '../config-publication/config-change.js';
import { AdminError, invalidField, notFound } from '../http/admin-error.js';
import { conflictOf } from '../http/database-failure.js';
import { readTimeouts } from '../timeouts/timeout-fields.js';
import type { CreateEndpointDto, UpdateEndpointDto } from './endpoint.dto.js';
import { type EndpointView, MASK_SIGN, maskKey, toEndpointView } from './endpoint.view.js';

@Injectable()
export class EndpointsService {
  private readonly health: EndpointHealthStore;

  constructor(
    @InjectRepository(EndpointEntity) private readonly endpoints: Repository<EndpointEntity>,
    private readonly changes: ConfigChange,
    private readonly box: SecretBox,
    private readonly redis: RedisConnections,
    @Inject(REDIS_KEYS) keys: RedisKeys,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.health = new EndpointHealthStore(redis, keys);
  }

  async list(): Promise<EndpointView[]> {
    const [entities, health] = await Promise.all([
      this.endpoints.find({ order: { id: 'ASC' } }),
      this.readHealth(),
    ]);
    return entities.map((entity) => toEndpointView(entity, this.openKey(entity), health.get(entity.id)));
  }

  async create(dto: CreateEndpointDto): Promise<EndpointView> {
    refuseMask(dto);
    const entity = this.endpoints.create({
      name: dto.name,
      url: dto.url,
      endpointType: 'openai',
      ...this.fieldsOf(dto),
    });
    const saved = await this.save(dto.name, (manager) => manager.save(entity));
    return toEndpointView(saved, this.openKey(saved), undefined);
  }

  async update(id: number, dto: UpdateEndpointDto): Promise<EndpointView> {
    const saved = await this.save(dto.name, async (manager) => {
      const entity = await manager.findOne(EndpointEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!entity) throw notFound('endpoint', id);
      return manager.save(Object.assign(entity, this.fieldsOf(this.withoutMask(dto, entity))));
    });
    const health = await this.readHealth();
    return toEndpointView(saved, this.openKey(saved), health.get(id));
  }

  /** @throws {AdminError} 409 while virtual models stand on it, naming them */
  async remove(id: number): Promise<void> {
    await this.changes.apply(async (manager) => {
      const users = await manager.find(VirtualModelEntity, {
        where: { endpointId: id },
        select: { name: true },
        take: 20,
      });
      if (users.length > 0) {
        const names = users.map(({ name }) => `"${name}"`).join(', ');
        throw new AdminError(
          409,
          'endpoint_in_use',
          `Virtual models still use this endpoint: ${names}. Delete or move them first.`,
        );
      }
      const { affected } = await manager.delete(EndpointEntity, { id });
      if (!affected) throw notFound('endpoint', id);
    });
  }

  /** The endpoint with its key open, to call it. */
  async find(id: number): Promise<{ entity: EndpointEntity; apiKey: Secret | null }> {
    const entity = await this.endpoints.findOneBy({ id });
    if (!entity) throw notFound('endpoint', id);
    return { entity, apiKey: this.openKey(entity) };
  }

  private async save(
    name: string | undefined,
    work: (manager: EntityManager) => Promise<EndpointEntity>,
  ): Promise<EndpointEntity> {
    try {
      return await this.changes.apply(work);
    } catch (error) {
      if (conflictOf(error) !== 'duplicate') throw error;
      throw new AdminError(409, 'duplicate_name', `There is already an endpoint named "${name}".`, {
        fields: [{ field: 'name', message: 'is taken' }],
      });
    }
  }

  /** A form that sends the mask back means the key it stands for. Any other mask is no key at all. */
  private withoutMask(dto: UpdateEndpointDto, entity: EndpointEntity): UpdateEndpointDto {
    if (dto.api_key && dto.api_key === maskKey(this.openKey(entity))) return { ...dto, api_key: undefined };
    refuseMask(dto);
    return dto;
  }

  /** What a request says, and nothing of what it leaves out. */
  private fieldsOf(dto: UpdateEndpointDto): Partial<EndpointEntity> {
    if (dto.name === null || dto.url === null)
      throw invalidField(dto.name === null ? 'name' : 'url', 'must not be null');
    return {
      ...(dto.name !== undefined && { name: dto.name }),
      ...(dto.url !== undefined && { url: dto.url }),
      ...(dto.endpoint_type !== undefined && { endpointType: dto.endpoint_type }),
      ...(dto.priority !== undefined && { priority: dto.priority }),
      ...(dto.enabled !== undefined && { enabled: dto.enabled }),
      ...(dto.health_check_url !== undefined && { healthCheckUrl: dto.health_check_url || null }),
      ...readTimeouts(dto),
      ...(dto.api_key === null && { sealedApiKey: null }),
      ...(dto.api_key && { sealedApiKey: this.box.seal(new Secret(dto.api_key), ENDPOINT_KEY_PURPOSE) }),
    };
  }

  private openKey({ name, sealedApiKey }: EndpointEntity): Secret | null {
    if (sealedApiKey === null) return null;
    try {
      return this.box.open(sealedApiKey, ENDPOINT_KEY_PURPOSE);
    } catch (error) {
      this.logger.error(
        { err: error, endpoint: name },
        'the key of an endpoint cannot be opened; is MASTER_KEY_FILE right?',
      );
      return new Secret('');
    }
  }

  /** With Redis away, endpoints are shown without their health. */
  private async readHealth(): Promise<ReadonlyMap<number, EndpointHealth>> {
    if (!this.redis.isReady) return new Map();
    const all = await this.health.readAll().catch(() => []);
    return new Map(all.map((entry) => [entry.endpointId, entry]));
  }
}

/** @throws {AdminError} for a mask that would be stored as if it were a key */
function refuseMask({ api_key: apiKey }: UpdateEndpointDto): void {
  if (apiKey?.includes(MASK_SIGN)) throw invalidField('api_key', 'is a mask, not a key');
}

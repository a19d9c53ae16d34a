import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { VirtualModelEntity } from '@switchyard/persistence';
import type { EntityManager, Repository } from 'typeorm';
import { ConfigChange } from '../config-publication/config-change.js';
import { AdminError, invalidField, notFound } from '../http/admin-error.js';
import { conflictOf } from '../http/database-failure.js';
import { readTimeouts } from '../timeouts/timeout-fields.js';
import { decimalText } from './decimal-text.js';
import type { CreateVirtualModelDto, UpdateVirtualModelDto } from './virtual-model.dto.js';
import { toVirtualModelView, type VirtualModelView } from './virtual-model.view.js';

const requiredFields = ['name', 'endpoint_id', 'actual_model'] as const;

@Injectable()
export class VirtualModelsService {
  constructor(
    @InjectRepository(VirtualModelEntity) private readonly virtualModels: Repository<VirtualModelEntity>,
    private readonly changes: ConfigChange,
  ) {}

  async list(): Promise<VirtualModelView[]> {
    const entities = await this.virtualModels.find({ order: { id: 'ASC' }, relations: { endpoint: true } });
    return entities.map(toVirtualModelView);
  }

  create(dto: CreateVirtualModelDto): Promise<VirtualModelView> {
    return this.save(dto, async (manager) => {
      const { id } = await manager.save(manager.create(VirtualModelEntity, fieldsOf(dto)));
      return id;
    });
  }

  update(id: number, dto: UpdateVirtualModelDto): Promise<VirtualModelView> {
    return this.save(dto, async (manager) => {
      const entity = await manager.findOne(VirtualModelEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!entity) throw notFound('virtual model', id);
      await manager.save(Object.assign(entity, fieldsOf(dto)));
      return id;
    });
  }

  async remove(id: number): Promise<void> {
    await this.changes.apply(async (manager) => {
      const { affected } = await manager.delete(VirtualModelEntity, { id });
      if (!affected) throw notFound('virtual model', id);
    });
  }

  private async save(
    dto: UpdateVirtualModelDto,
    work: (manager: EntityManager) => Promise<number>,
  ): Promise<VirtualModelView> {
    try {
      return await this.changes.apply(async (manager) => {
        const id = await work(manager);
        const saved = await manager.findOneOrFail(VirtualModelEntity, {
          where: { id },
          relations: { endpoint: true },
        });
        return toVirtualModelView(saved);
      });
    } catch (error) {
      throw toAdminError(error, dto);
    }
  }
}

function toAdminError(error: unknown, dto: UpdateVirtualModelDto): unknown {
  const conflict = conflictOf(error);
  if (conflict === 'reference') return invalidField('endpoint_id', `names no endpoint (${dto.endpoint_id})`);
  if (conflict !== 'duplicate') return error;
  return new AdminError(409, 'duplicate_name', `There is already a virtual model named "${dto.name}".`, {
    fields: [{ field: 'name', message: 'is taken' }],
  });
}

/** What a request says, and nothing of what it leaves out. */
function fieldsOf(dto: UpdateVirtualModelDto): Partial<VirtualModelEntity> {
  for (const field of requiredFields) if (dto[field] === null) throw invalidField(field, 'must not be null');
  const fields: Partial<VirtualModelEntity> = {
    name: dto.name,
    endpointId: dto.endpoint_id,
    actualModel: dto.actual_model,
    description: dto.description === null ? '' : dto.description,
    inputPricePerMillion: decimalText(dto.cost_per_1m_tokens_in),
    outputPricePerMillion: decimalText(dto.cost_per_1m_tokens_out),
    cachedInputPricePerMillion: decimalText(dto.cost_per_1m_tokens_in_cached),
    cachedOutputPricePerMillion: decimalText(dto.cost_per_1m_tokens_out_cached),
    disableStreaming: dto.disable_streaming,
    forceNonStreaming: dto.force_non_streaming,
    customHeaders: dto.custom_headers,
    enabled: dto.enabled,
    maxTokens: dto.max_tokens === 0 ? null : dto.max_tokens,
    temperature: dto.temperature,
    topP: dto.top_p,
    systemPrompt: dto.system_prompt === '' ? null : dto.system_prompt,
    cacheEnabled: dto.cache_enabled,
    ...readTimeouts(dto),
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

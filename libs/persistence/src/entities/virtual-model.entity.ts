import {
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  PrimaryGeneratedColumn,
  UpdateDateColumn,
} from 'typeorm';
import { EndpointEntity } from './endpoint.entity.js';
import { moneyColumn } from './numeric-text.js';
import { TimeoutColumns } from './timeout-columns.js';

/** A model name that clients use, and what it stands for. A null in an optional field means unset. */
@Entity('virtual_models')
export class VirtualModelEntity extends TimeoutColumns {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column('text', { unique: true })
  name!: string;

  @Column('integer', { name: 'endpoint_id' })
  endpointId!: number;

  @ManyToOne(() => EndpointEntity, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'endpoint_id' })
  endpoint!: EndpointEntity;

  @Column('text', { name: 'actual_model' })
  actualModel!: string;

  @Column('text', { default: '' })
  description!: string;

  @Column({ ...moneyColumn, name: 'input_price_per_million' })
  inputPricePerMillion!: string | null;

  @Column({ ...moneyColumn, name: 'output_price_per_million' })
  outputPricePerMillion!: string | null;

  @Column({ ...moneyColumn, name: 'cached_input_price_per_million' })
  cachedInputPricePerMillion!: string | null;

  @Column({ ...moneyColumn, name: 'cached_output_price_per_million' })
  cachedOutputPricePerMillion!: string | null;

  @Column('integer', { name: 'max_tokens', nullable: true })
  maxTokens!: number | null;

  @Column('double precision', { nullable: true })
  temperature!: number | null;

  @Column('double precision', { name: 'top_p', nullable: true })
  topP!: number | null;

  @Column('text', { name: 'system_prompt', nullable: true })
  systemPrompt!: string | null;

  @Column('jsonb', { name: 'custom_headers', default: {} })
  customHeaders!: Record<string, string>;

  @Column('boolean', { name: 'disable_streaming', default: false })
  disableStreaming!: boolean;

  @Column('boolean', { name: 'force_non_streaming', default: false })
  forceNonStreaming!: boolean;

  @Column('boolean', { name: 'cache_enabled', default: true })
  cacheEnabled!: boolean;

  @Column('boolean', { default: true })
  enabled!: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

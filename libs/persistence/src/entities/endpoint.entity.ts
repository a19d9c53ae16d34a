import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';
import { TimeoutColumns } from './timeout-columns.js';

/** Who made an endpoint: people, the provider keys found in the environment, or the built-in demo. */
export type EndpointOrigin = 'operator' | 'environment' | 'demo';

/** A service that requests are sent to. */
@Entity('endpoints')
export class EndpointEntity extends TimeoutColumns {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'BY DEFAULT' })
  id!: number;

  @Column('text', { unique: true })
  name!: string;

  @Column('text')
  url!: string;

  @Column('text', { name: 'endpoint_type' })
  endpointType!: string;

  /** The key as the secret box sealed it, never in the clear. */
  @Column('text', { name: 'sealed_api_key', nullable: true })
  sealedApiKey!: string | null;

  @Column('integer', { default: 0 })
  priority!: number;

  @Column('boolean', { default: true })
  enabled!: boolean;

  @Column('text', { name: 'health_check_url', nullable: true })
  healthCheckUrl!: string | null;

  @Column('text', { default: 'operator' })
  origin!: EndpointOrigin;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}

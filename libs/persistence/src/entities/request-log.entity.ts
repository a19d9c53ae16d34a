import type { Outcome } from '@switchyard/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The ledger: one row per settled request, metadata only. Partitioned by day of `startedAt`, which is therefore part
 * of the key; a request's record always carries the same one, so the key is as good as the request id alone.
 */
@Entity('request_log')
export class RequestLogEntity {
  @PrimaryColumn('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @PrimaryColumn('uuid', { name: 'request_id' })
  requestId!: string;

  @Column('integer', { name: 'duration_ms' })
  durationMs!: number;

  @Column('integer', { name: 'first_token_ms', nullable: true })
  firstTokenMs!: number | null;

  @Column('text')
  route!: string;

  @Column('boolean')
  stream!: boolean;

  @Column('smallint')
  status!: number;

  @Column('text')
  outcome!: Outcome;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('text', { name: 'error_summary', nullable: true })
  errorSummary!: string | null;

  @Column('text', { name: 'requested_model', nullable: true })
  requestedModel!: string | null;

  @Column('integer', { name: 'virtual_model_id', nullable: true })
  virtualModelId!: number | null;

  @Column('text', { name: 'virtual_model_name', nullable: true })
  virtualModelName!: string | null;

  @Column('integer', { name: 'endpoint_id', nullable: true })
  endpointId!: number | null;

  @Column('text', { name: 'endpoint_name', nullable: true })
  endpointName!: string | null;

  @Column('text', { name: 'endpoint_type', nullable: true })
  endpointType!: string | null;

  @Column('text', { name: 'actual_model', nullable: true })
  actualModel!: string | null;

  @Column('integer', { name: 'input_tokens', nullable: true })
  inputTokens!: number | null;

  @Column('integer', { name: 'cache_read_tokens', nullable: true })
  cacheReadTokens!: number | null;

  @Column('integer', { name: 'cache_write_tokens', nullable: true })
  cacheWriteTokens!: number | null;

  @Column('integer', { name: 'output_tokens', nullable: true })
  outputTokens!: number | null;

  @Column('integer', { name: 'reasoning_tokens', nullable: true })
  reasoningTokens!: number | null;

  /** Whether a part of the tokens, and so of the cost, is the gateway's estimate. */
  @Column('boolean', { name: 'usage_estimated', default: false })
  usageEstimated!: boolean;

  /** USD. Null when tokens or a needed price are unknown. */
  @Column('numeric', { precision: 30, scale: 18, nullable: true })
  cost!: string | null;

  @Column('text', { name: 'client_address', nullable: true })
  clientAddress!: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent!: string | null;

  @Column('text', { nullable: true })
  source!: string | null;
}

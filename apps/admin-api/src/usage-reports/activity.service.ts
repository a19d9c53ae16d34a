import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { RequestLogEntity } from '@switchyard/persistence';
import type { Repository } from 'typeorm';
import type { ActivityQueryDto } from './usage-query.dto.js';

const DEFAULT_LIMIT = 100;

/** The latest requests, newest first. */
@Injectable()
export class ActivityService {
  constructor(@InjectRepository(RequestLogEntity) private readonly requests: Repository<RequestLogEntity>) {}

  async latest(query: ActivityQueryDto) {
    const rows = this.requests
      .createQueryBuilder('r')
      .orderBy('r.startedAt', 'DESC')
      .addOrderBy('r.requestId', 'DESC')
      .limit(query.limit ?? DEFAULT_LIMIT);
    if (query.status) rows.andWhere('r.outcome = :outcome', { outcome: query.status });
    if (query.model) {
      rows.andWhere("concat_ws(' ', r.requestedModel, r.virtualModelName, r.actualModel) ILIKE :pattern", {
        pattern: `%${query.model.replace(/[\\%_]/g, '\\$&')}%`,
      });
    }
    const items = (await rows.getMany()).map(toItem);
    return { items, count: items.length };
  }
}

/** The field names of the API this one replaces. */
const toItem = (row: RequestLogEntity) => ({
  created_at: row.startedAt.toISOString(),
  request_id: row.requestId,
  method: 'POST',
  path: row.route,
  request_type: requestTypeOf(row.route),
  virtual_model: row.virtualModelName ?? row.requestedModel,
  actual_model: row.actualModel,
  endpoint_name: row.endpointName,
  endpoint_id: row.endpointId,
  endpoint_type: row.endpointType,
  client_ip: row.clientAddress,
  x_source: row.source,
  user_agent: row.userAgent,
  stream: row.stream,
  status_code: row.status,
  outcome: row.outcome,
  response_time_ms: row.durationMs,
  first_token_ms: row.firstTokenMs,
  prompt_tokens: sum(row.inputTokens, row.cacheReadTokens, row.cacheWriteTokens),
  completion_tokens: sum(row.outputTokens, row.reasoningTokens),
  usage_estimated: row.usageEstimated,
  cost: row.cost === null ? null : Number(row.cost),
  error_summary: row.errorSummary,
});

/** In the older API's words. */
function requestTypeOf(route: string): 'chat' | 'completions' | 'embeddings' {
  if (route.includes('/embed')) return 'embeddings';
  return /(^|\/v1)\/completions$/.test(route) ? 'completions' : 'chat';
}

/** All parts are known or none is. */
const sum = (...parts: (number | null)[]): number | null =>
  parts.includes(null) ? null : parts.reduce<number>((total, part) => total + (part ?? 0), 0);

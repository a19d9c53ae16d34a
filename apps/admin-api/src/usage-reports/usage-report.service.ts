import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { UsageQueryDto } from './usage-query.dto.js';

const DAY_SECONDS = 86_400;

/**
 * Sums over a range of the ledger. Sums are exact in the database; only what is shown becomes a double.
 * `unpriced_requests` are those that used tokens at an unknown price: a cost beside them is a part, not the whole, and
 * null when there is nothing but them. `estimated_requests` are those whose tokens, and so cost, are in part an
 * estimate.
 */
const totals = `
  count(*)::int AS requests,
  (count(*) FILTER (WHERE outcome <> 'success'))::int AS error_requests,
  (count(*) FILTER (WHERE input_tokens IS NOT NULL AND cost IS NULL))::int AS unpriced_requests,
  (count(*) FILTER (WHERE usage_estimated))::int AS estimated_requests,
  coalesce(sum(input_tokens + cache_read_tokens + cache_write_tokens), 0)::float8 AS prompt_tokens,
  coalesce(sum(output_tokens + reasoning_tokens), 0)::float8 AS completion_tokens,
  coalesce(sum(cache_read_tokens), 0)::float8 AS cached_tokens,
  (CASE WHEN bool_or(input_tokens IS NOT NULL AND cost IS NULL) THEN sum(cost) ELSE coalesce(sum(cost), 0) END)::float8 AS cost,
  round(avg(duration_ms) FILTER (WHERE outcome = 'success'))::int AS avg_response_time_ms,
  round(avg(first_token_ms) FILTER (WHERE outcome = 'success'))::int AS avg_first_token_ms`;

const range = `FROM request_log
  WHERE started_at >= $1 AND started_at < $2 AND ($3::text IS NULL OR virtual_model_name = $3)`;

type Totals = {
  requests: number;
  error_requests: number;
  unpriced_requests: number;
  estimated_requests: number;
  prompt_tokens: number;
  completion_tokens: number;
  cached_tokens: number;
  cost: number | null;
  avg_response_time_ms: number | null;
  avg_first_token_ms: number | null;
};

/** What was used and what it cost. */
@Injectable()
export class UsageReportService {
  constructor(private readonly dataSource: DataSource) {}

  async report(query: UsageQueryDto) {
    const endSeconds = query.end_date ?? Math.ceil(Date.now() / 1000);
    const startSeconds = query.start_date ?? endSeconds - DAY_SECONDS;
    const parameters = [
      new Date(startSeconds * 1000),
      new Date(endSeconds * 1000),
      query.virtual_model ?? null,
    ];
    const [[sum], byModel, byDay] = await Promise.all([
      this.dataSource.query<Totals[]>(`SELECT ${totals} ${range}`, parameters),
      this.dataSource.query<(Totals & { virtual_model: string | null })[]>(
        `SELECT virtual_model_name AS virtual_model, ${totals} ${range} GROUP BY 1 ORDER BY requests DESC, 1`,
        parameters,
      ),
      this.dataSource.query<(Totals & { date: string })[]>(
        `SELECT to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS date, ${totals} ${range} GROUP BY 1 ORDER BY 1`,
        parameters,
      ),
    ]);
    if (!sum) throw new Error('an aggregate without groups always gives one row');
    return { summary: toSummary(sum), by_model: byModel, daily_breakdown: byDay };
  }
}

/** The field names of the API this one replaces. */
const toSummary = (sum: Totals) => ({
  total_requests: sum.requests,
  error_requests: sum.error_requests,
  unpriced_requests: sum.unpriced_requests,
  estimated_requests: sum.estimated_requests,
  total_prompt_tokens: sum.prompt_tokens,
  total_completion_tokens: sum.completion_tokens,
  total_cached_tokens: sum.cached_tokens,
  total_tokens: sum.prompt_tokens + sum.completion_tokens,
  total_cost: sum.cost,
  avg_response_time_ms: sum.avg_response_time_ms,
  avg_first_token_ms: sum.avg_first_token_ms,
});

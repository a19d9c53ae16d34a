import { SimpleGrid } from '@mantine/core';
import type { UsageSummary } from '../../api/types';
import { formatDuration } from '../../format/duration';
import { formatMoney } from '../../format/money';
import { formatCompactCount, formatCount } from '../../format/tokens';
import { StatTile } from '../../ui/stat-tile';

export function UsageTiles({ summary }: { summary: UsageSummary }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }}>
      <StatTile
        label="Requests"
        value={formatCompactCount(summary.total_requests)}
        exactValue={formatCount(summary.total_requests)}
        note={`${formatCount(summary.error_requests)} failed`}
      />
      <StatTile
        label="Tokens"
        value={formatCompactCount(summary.total_tokens)}
        exactValue={formatCount(summary.total_tokens)}
        note={describeTokens(summary)}
      />
      <StatTile
        label="Cost"
        value={formatMoney(summary.total_cost)}
        note={
          summary.unpriced_requests > 0
            ? `${formatCount(summary.unpriced_requests)} without a price`
            : 'every request priced'
        }
      />
      <StatTile
        label="Average response time"
        value={formatDuration(summary.avg_response_time_ms)}
        note={`first token after ${formatDuration(summary.avg_first_token_ms)}`}
      />
    </SimpleGrid>
  );
}

function describeTokens(summary: UsageSummary): string {
  const estimated = summary.estimated_requests;
  return [
    `${formatCompactCount(summary.total_prompt_tokens)} in`,
    `${formatCompactCount(summary.total_completion_tokens)} out`,
    `${formatCompactCount(summary.total_cached_tokens)} cached`,
    ...(estimated > 0 ? [`in part estimated for ${formatCount(estimated)} requests`] : []),
  ].join(', ');
}

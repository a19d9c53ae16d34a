import { Badge, Box, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ActivityItem } from '../../api/types';
import { formatDuration } from '../../format/duration';
import { formatMoney } from '../../format/money';
import { formatCount } from '../../format/tokens';
import { Estimate } from '../../ui/estimate';
import { LongText } from '../../ui/long-text';
import { outcomes } from './outcomes';

type CellProps = { item: ActivityItem };

export function OutcomeCell({ item }: CellProps) {
  const { label, color } = outcomes[item.outcome];
  return (
    <Group gap="xs" wrap="nowrap">
      <Badge variant="dot" color={color}>
        {label}
      </Badge>
      <Text size="xs" c="dimmed">
        {item.status_code}
      </Text>
    </Group>
  );
}

export function ModelCell({ item }: CellProps) {
  const target = [item.actual_model, item.endpoint_name].filter(Boolean).join(' at ');
  return (
    <Box miw={150}>
      <LongText>{item.virtual_model || '–'}</LongText>
      <SmallPrint>{target}</SmallPrint>
    </Box>
  );
}

export function RequestCell({ item }: CellProps) {
  return (
    <Box miw={125} title={`Request ${item.request_id}`}>
      <LongText>{[item.request_type, item.stream && 'stream'].filter(Boolean).join(', ') || '–'}</LongText>
      <SmallPrint>
        {item.method} {item.path}
      </SmallPrint>
    </Box>
  );
}

export function CallerCell({ item }: CellProps) {
  return (
    <Box miw={90} {...(item.user_agent ? { title: item.user_agent } : {})}>
      <LongText>{item.x_source || '–'}</LongText>
      <SmallPrint>{item.client_ip}</SmallPrint>
    </Box>
  );
}

export function DurationCell({ item }: CellProps) {
  return (
    <div>
      <Text size="sm">{formatDuration(item.response_time_ms)}</Text>
      {item.first_token_ms !== null && (
        <SmallPrint>first token {formatDuration(item.first_token_ms)}</SmallPrint>
      )}
    </div>
  );
}

export function TokensCell({ item, count }: CellProps & { count: number | null }) {
  return <Estimate why={whyEstimated(item)}>{formatCount(count)}</Estimate>;
}

export function CostCell({ item }: CellProps) {
  if (item.prompt_tokens === null) return '–';
  return <Estimate why={item.cost === null ? null : whyEstimated(item)}>{formatMoney(item.cost)}</Estimate>;
}

const whyEstimated = ({ usage_estimated }: ActivityItem): string | null =>
  usage_estimated ? 'The endpoint did not report all tokens. What it left out is estimated.' : null;

function SmallPrint({ children }: { children: ReactNode }) {
  return children ? (
    <LongText size="xs" c="dimmed">
      {children}
    </LongText>
  ) : null;
}

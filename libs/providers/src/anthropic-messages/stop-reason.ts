import type { FinishReason } from '@switchyard/domain';

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
};

/**
 * Follows what was sent, not what the endpoint called it: an agent that is told `end_turn` beside a tool call stops
 * silently, and one that is told `tool_use` without a call waits for ever.
 */
export function toStopReason(reason: FinishReason | null, hasToolCalls: boolean): string {
  if (hasToolCalls) return 'tool_use';
  return reason === null || reason === 'tool-calls' ? 'end_turn' : stopReasons[reason];
}

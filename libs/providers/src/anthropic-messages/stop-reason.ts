import type { ChatResult, FinishReason } from '@switchyard/domain';

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'end_turn',
  length: 'max_tokens',
  'tool-calls': 'tool_use',
  'content-filter': 'refusal',
};

/**
 * Follows what was sent, not what the endpoint called it: an agent that is told `end_turn` beside a tool call stops
 * silently, and one that is told `tool_use` without a call waits for ever. An answer that was cut off stays one: its
 * last call may not be whole.
 */
export function toStopReason(reason: FinishReason | null, hasToolCalls: boolean): string {
  if (reason === 'length') return stopReasons.length;
  if (hasToolCalls) return 'tool_use';
  return reason === null || reason === 'tool-calls' ? 'end_turn' : stopReasons[reason];
}

/** How an answer ended, with the stop sequence that ended it where the endpoint told which. */
export function endOf(
  { finishReason, stopSequence }: Pick<ChatResult, 'finishReason' | 'stopSequence'>,
  hasToolCalls: boolean,
): { readonly stop_reason: string; readonly stop_sequence: string | null } {
  const reason = toStopReason(finishReason, hasToolCalls);
  if (stopSequence === null || reason !== stopReasons.stop)
    return { stop_reason: reason, stop_sequence: null };
  return { stop_reason: 'stop_sequence', stop_sequence: stopSequence };
}

import type { FinishReason } from '@switchyard/domain';

/** OpenAI's word for why an answer ended (OpenAI API reference, "The chat completion object"). */
const finishReasons: Readonly<Record<FinishReason, string>> = {
  stop: 'stop',
  length: 'length',
  'tool-calls': 'tool_calls',
  'content-filter': 'content_filter',
};

/**
 * Follows what was sent, not what the endpoint called it: clients act on a tool call only when they are told
 * `tool_calls`, and wait for one that never came. An answer that was cut off stays one: its last call may not be whole.
 */
export function toFinishReason(reason: FinishReason | null, hasToolCalls: boolean): string {
  if (reason === 'length') return finishReasons.length;
  if (hasToolCalls) return finishReasons['tool-calls'];
  return reason === null || reason === 'tool-calls' ? finishReasons.stop : finishReasons[reason];
}

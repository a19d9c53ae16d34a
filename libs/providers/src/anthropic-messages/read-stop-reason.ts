import type { FinishReason } from '@switchyard/domain';

const finishReasons: ReadonlyMap<unknown, FinishReason> = new Map([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  // A turn of Anthropic's own tools that is to be gone on with; there are none where the request came from elsewhere.
  ['pause_turn', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['tool_use', 'tool-calls'],
  ['refusal', 'content-filter'],
]);

/** Anthropic's `stop_reason`; one of a later release counts as an ordinary end. Null while there is none. */
export const readStopReason = (reason: unknown): FinishReason | null =>
  typeof reason === 'string' ? (finishReasons.get(reason) ?? 'stop') : null;

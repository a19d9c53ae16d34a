import { sseRules } from './sse-reader.js';

/** What every stream has to keep, also one that comes from an endpoint which leaves out what it may. */
const protocolRules = {
  name: 'an event has no name, but for an error',
  shape: 'each event is a chunk or an error, with its fields',
  'same-head': 'id, object, created and model are the same on all chunks that have them',
  'call-start': 'a tool call begins with its name',
  'usage-unasked': 'no chunk has the key usage unless it was asked for',
  'finish-missing': 'a whole stream has a choice, and tells for each why it finished',
  'after-end': 'nothing comes after [DONE] or an error',
  end: 'the stream ends with [DONE] or an error',
} as const;

/** What a stream that is made from scratch has to keep besides. */
const strictRules = {
  head: 'each chunk has id, object, created and model',
  'choice-index': 'choices are counted from 0',
  'role-first': 'the first delta of a choice has the role assistant, and no other has one',
  'call-index': 'tool calls of a choice are counted from 0',
  'call-head': 'a tool call begins with id, type and name, and then brings only arguments',
  'after-finish': 'nothing of a choice comes after its finish reason',
  'finish-word': 'a finish reason is one of the dialect, and tool_calls is told only where a call was sent',
  'usage-place': 'usage that was asked for stands on one last chunk without choices, and nowhere else',
  'usage-total': 'usage has its totals, and they add up',
} as const;

/** Rules of OpenAI's chat and text completion streams (OpenAI API reference, "Chat completion chunk"). */
export const openAiRules = { ...sseRules, ...protocolRules, ...strictRules };

export type OpenAiRule = keyof typeof openAiRules;
export type StrictOpenAiRule = keyof typeof strictRules;

export type OpenAiStreamOptions = {
  /** Whether the stream was made by the product: then nothing that an endpoint may leave out may be missing. */
  readonly strict?: boolean;
  /** Whether the client asked for usage by `stream_options.include_usage`. */
  readonly includeUsage?: boolean;
};

import { sseRules } from './sse-reader.js';

/** Rules of Anthropic's stream (Anthropic API reference, "Streaming Messages"). */
export const anthropicRules = {
  ...sseRules,
  'no-done': 'the stream has no [DONE]',
  name: 'each event is named as its type, by which the SDKs dispatch',
  shape: 'each event is of a known type and has its fields',
  start: 'message_start comes before everything but pings and errors, and once',
  'block-order': 'blocks follow each other: each begins after the one before has stopped',
  'block-index': 'blocks are counted from 0, and their events carry their number',
  'block-empty': 'a block that has deltas begins empty',
  'delta-type': 'the deltas of a block are of its type',
  'signature-last': 'nothing of a block comes after its signature',
  'input-json': 'the joined input of a tool is empty or one JSON object, unless the limit cut it off',
  'delta-late': 'message_delta comes when all blocks have stopped, and before message_stop',
  'stop-reason': 'the last message_delta tells the stop reason, and no other does',
  'tool-use':
    'the stop reason is tool_use, or max_tokens, where a tool_use block was sent; tool_use nowhere else',
  'usage-total': 'output tokens are running totals, which never fall',
  'after-end': 'nothing comes after message_stop or an error',
  end: 'the stream ends with message_stop or an error',
} as const;

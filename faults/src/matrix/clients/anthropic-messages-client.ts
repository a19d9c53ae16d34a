import { checkAnthropicStream } from '@switchyard/testing/grammar';
import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { readSummary } from './read-summary.js';
import { type ErrorReading, type Reading, ReadingDraft, type UsageReading } from './reading.js';
import { countAt, objectAt, objectsIn, textAt, textOrNull } from './wire-body.js';

const MAX_TOKENS = 400_000;

/** A client of `/v1/messages`. */
export const anthropicMessagesClient: MatrixClient = {
  name: 'anthropic-messages',
  path: '/v1/messages',
  streamContentType: 'text/event-stream',
  finishReasons: { text: 'end_turn', tool: 'tool_use' },
  request: ({ model, prompt, isStream, hasTool }) => ({
    model,
    max_tokens: MAX_TOKENS,
    messages: [{ role: 'user', content: prompt }],
    ...(isStream && { stream: true }),
    ...(hasTool && {
      tools: [{ name: TOOL.name, description: TOOL.description, input_schema: TOOL.schema }],
    }),
  }),
  readStream: (text) =>
    readSummary(checkAnthropicStream(text), readUsage, (error) => readError({ type: 'error', error })),
  readWhole,
  readError,
};

function beginBlock(draft: ReadingDraft, block: JsonObject, argumentsText: string): void {
  if (block.type === 'text') draft.say(block.text);
  if (block.type === 'tool_use') draft.beginCall(block.name, argumentsText);
}

function readWhole(body: unknown): Reading {
  const message = objectAt(body, 'the answer');
  const draft = new ReadingDraft();
  for (const block of objectsIn(message.content)) beginBlock(draft, block, JSON.stringify(block.input));
  draft.finish(textAt(message.stop_reason, 'stop_reason'));
  draft.report(readUsage(objectAt(message.usage, 'the usage')));
  draft.complete();
  return draft.result();
}

/** `input_tokens` excludes what was read from or written to a cache. */
const readUsage = (usage: JsonObject): UsageReading | null =>
  usage.output_tokens === undefined
    ? null
    : {
        inputTokens:
          countAt(usage.input_tokens) +
          countAt(usage.cache_read_input_tokens) +
          countAt(usage.cache_creation_input_tokens),
        outputTokens: countAt(usage.output_tokens),
      };

const errorTypes = new Set([
  'invalid_request_error',
  'authentication_error',
  'billing_error',
  'permission_error',
  'not_found_error',
  'request_too_large',
  'rate_limit_error',
  'timeout_error',
  'api_error',
  'overloaded_error',
]);

/** `{"type": "error", "error": {"type", "message"}}`, as a body and as an event. */
function readError(body: unknown): ErrorReading {
  const { type, error: value } = objectAt(body, 'the body');
  if (type !== 'error') throw new Error(`its type is ${type}, not error`);
  const error = objectAt(value, 'the error');
  const errorType = textAt(error.type, 'the type of the error');
  if (!errorTypes.has(errorType)) throw new Error(`the type ${errorType} is none of its dialect`);
  return { message: textAt(error.message, 'the message of the error'), code: textOrNull(error.code) };
}

import type { JsonObject } from '../../json.js';
import { type MatrixClient, TOOL } from './matrix-client.js';
import { type ErrorReading, type Reading, ReadingDraft, type UsageReading } from './reading.js';
import { readSseEvents } from './sse-events.js';
import { countAt, objectAt, objectsIn, parseObject, textAt, textOrNull } from './wire-body.js';

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
  readStream,
  readWhole,
  readError,
};

type State = {
  readonly draft: ReadingDraft;
  usage: JsonObject;
  stopReason: string | null;
  /** Of the open block. */
  input: unknown;
};

function readStream(text: string): Reading {
  const state: State = { draft: new ReadingDraft(), usage: {}, stopReason: null, input: undefined };
  for (const { event, data } of readSseEvents(text)) {
    state.draft.open();
    const fields = parseObject(data);
    // The official clients go by the name of the event alone.
    if (event !== fields.type) throw new Error(`an event named ${event} says it is ${fields.type}`);
    readers[event ?? '']?.(state, fields);
  }
  return state.draft.result();
}

const readers: Readonly<Record<string, (state: State, event: JsonObject) => void>> = {
  message_start: (state, { message }) => merge(state, objectAt(message, 'the message').usage),
  content_block_start: (state, { content_block: value }) => {
    const block = objectAt(value, 'the block');
    state.input = block.input;
    beginBlock(state.draft, block, '');
  },
  content_block_delta: ({ draft }, { delta: value }) => {
    const delta = objectAt(value, 'the delta');
    if (delta.type === 'text_delta') draft.say(delta.text);
    if (delta.type === 'input_json_delta') draft.continueCall(delta.partial_json);
  },
  // Without deltas the input is what the block began with, as the official client has it.
  content_block_stop: ({ draft, input }) => {
    if (input !== undefined) draft.completeCall(JSON.stringify(input));
  },
  message_delta: (state, { delta, usage }) => {
    merge(state, usage);
    // There may be several, of which each replaces the one before.
    state.stopReason = textOrNull(objectAt(delta, 'the delta').stop_reason) ?? state.stopReason;
  },
  message_stop: ({ draft, usage, stopReason }) => {
    if (stopReason !== null) draft.finish(stopReason);
    draft.report(readUsage(usage));
    draft.complete();
  },
  error: ({ draft }, event) => draft.fail(readError(event)),
};

function beginBlock(draft: ReadingDraft, block: JsonObject, argumentsText: string): void {
  if (block.type === 'text') draft.say(block.text);
  if (block.type === 'tool_use') draft.beginCall(block.name, argumentsText);
}

/** What a report does not name, or names as null, stays as it was. */
function merge(state: State, usage: unknown): void {
  if (usage === undefined || usage === null) return;
  const named = Object.entries(objectAt(usage, 'the usage')).filter(([, value]) => value !== null);
  state.usage = { ...state.usage, ...Object.fromEntries(named) };
}

function readWhole(body: unknown): Reading {
  const message = objectAt(body, 'the answer');
  const draft = new ReadingDraft();
  for (const block of objectsIn(message.content)) beginBlock(draft, block, JSON.stringify(block.input));
  draft.finish(textAt(message.stop_reason, 'stop_reason'));
  // Where client and endpoint speak alike, one that reports none is passed on as it is.
  draft.report(message.usage === undefined ? null : readUsage(objectAt(message.usage, 'the usage')));
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

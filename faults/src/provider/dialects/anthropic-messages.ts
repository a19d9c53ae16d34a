import type { JsonObject } from '../../json.js';
import {
  argumentsOf,
  type ReportedUsage,
  type ScriptedAnswer,
  textOf,
  usageSoFar,
} from '../scripted-answer.js';
import type { Asked, Failure, Frame, WireDialect } from './wire-dialect.js';

const ID = 'msg_fault';

/** Anthropic's Messages (Anthropic API reference, "Messages", "Streaming messages", "Errors"). */
export const anthropicMessages: WireDialect = {
  name: 'anthropic-messages',
  path: '/v1/messages',
  streamContentType: 'text/event-stream; charset=utf-8',
  fillers: [': still working\n\n', 'event: ping\ndata: {"type": "ping"}\n\n'],
  tellsCachedTokens: true,
  tellsQuota: true,
  read: (body) => ({
    model: String(body.model ?? ''),
    isStream: body.stream === true,
    wantsUsage: true,
  }),
  frames,
  encode: ({ data }) => `event: ${(data as JsonObject).type}\ndata: ${JSON.stringify(data)}\n\n`,
  whole: (answer, { model }) => ({
    ...messageOf(model),
    content: [wholeBlock(answer)],
    stop_reason: stopReasonOf(answer),
    ...(answer.usage && { usage: toUsage(answer.usage) }),
  }),
  errorBody,
  errorFrame: (failure) => ({ part: 'rest', data: errorBody(failure) }),
};

function frames(answer: ScriptedAnswer, { model }: Asked): Frame[] {
  const message = { ...messageOf(model), ...startUsage(answer) };
  return [
    { part: 'start', data: { type: 'message_start', message } },
    { part: 'start', data: { type: 'content_block_start', index: 0, content_block: firstBlock(answer) } },
    ...deltasOf(answer).map((delta) => ({
      part: 'content' as const,
      data: { type: 'content_block_delta', index: 0, delta },
    })),
    { part: 'rest', data: { type: 'content_block_stop', index: 0 } },
    ...runningReports(answer),
    {
      part: 'finish',
      data: {
        type: 'message_delta',
        delta: { stop_reason: stopReasonOf(answer), stop_sequence: null },
        ...endUsage(answer),
      },
    },
    { part: 'rest', data: { type: 'message_stop' } },
  ];
}

function deltasOf({ textPieces, toolCall, argumentsArrive }: ScriptedAnswer): JsonObject[] {
  if (!toolCall) return textPieces.map((text) => ({ type: 'text_delta', text }));
  const pieces = argumentsArrive === 'in-pieces' ? toolCall.argumentPieces : [];
  return pieces.map((piece) => ({ type: 'input_json_delta', partial_json: piece }));
}

/** A block as it begins. Without deltas the start is the only place for the input; the official SDK takes it from there. */
function firstBlock({ toolCall, argumentsArrive }: ScriptedAnswer): JsonObject {
  if (!toolCall) return { type: 'text', text: '' };
  const input = argumentsArrive === 'in-pieces' ? {} : JSON.parse(argumentsOf(toolCall));
  return { type: 'tool_use', id: toolCall.id, name: toolCall.name, input };
}

function wholeBlock(answer: ScriptedAnswer): JsonObject {
  const { toolCall } = answer;
  if (!toolCall) return { type: 'text', text: textOf(answer) };
  const { id, name } = toolCall;
  return { type: 'tool_use', id, name, input: JSON.parse(argumentsOf(toolCall)) };
}

const stopReasonOf = ({ toolCall }: ScriptedAnswer): string => (toolCall ? 'tool_use' : 'end_turn');

const messageOf = (model: string): JsonObject => ({
  id: ID,
  type: 'message',
  role: 'assistant',
  model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
});

/** At the beginning the input is known and a token of the output, unless all is told at the end. */
function startUsage({ usage, usageReports }: ScriptedAnswer): JsonObject {
  if (!usage) return {};
  if (usageReports === 'last') return { usage: { input_tokens: 0, output_tokens: 0 } };
  return { usage: toUsage({ ...usage, outputTokens: Math.min(1, usage.outputTokens) }) };
}

/** As a rule only the output is told again; input fields that stand here replace those of the beginning. */
function endUsage({ usage, usageReports }: ScriptedAnswer): JsonObject {
  if (!usage) return {};
  return { usage: usageReports === 'usual' ? { output_tokens: usage.outputTokens } : toUsage(usage) };
}

const RUNNING_REPORTS = 3;

/** Reports are running totals: whoever adds them up counts several times. */
function runningReports({ usage, usageReports }: ScriptedAnswer): Frame[] {
  if (!usage || usageReports !== 'running') return [];
  return Array.from({ length: RUNNING_REPORTS }, (_, index) => ({
    part: 'rest' as const,
    data: {
      type: 'message_delta',
      delta: { stop_reason: null, stop_sequence: null },
      usage: toUsage(usageSoFar(usage, index + 1, RUNNING_REPORTS + 1)),
    },
  }));
}

/** `input_tokens` excludes cached ones. */
const toUsage = ({ inputTokens, cachedTokens, outputTokens }: ReportedUsage): JsonObject => ({
  input_tokens: inputTokens - cachedTokens,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: cachedTokens,
  output_tokens: outputTokens,
});

const typeByStatus: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  408: 'timeout_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
};

function errorBody({ status, message, isQuota }: Failure): JsonObject {
  const type = typeByStatus[status] ?? (status < 500 ? 'invalid_request_error' : 'api_error');
  // A spend limit has the type of a rate limit; only the code in its details tells that no waiting helps.
  const details = isQuota ? { details: { error_code: 'enforced_spend_limit_reached' } } : {};
  return { type: 'error', error: { type, message, ...details }, request_id: 'req_fault' };
}

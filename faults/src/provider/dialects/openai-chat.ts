import type { JsonObject } from '../../json.js';
import {
  argumentsOf,
  type ReportedUsage,
  type ScriptedAnswer,
  type ScriptedToolCall,
  textOf,
  usageSoFar,
} from '../scripted-answer.js';
import { openAiError } from './openai-error.js';
import type { Asked, Frame, WireDialect } from './wire-dialect.js';

const ID = 'chatcmpl-fault';
const CREATED_AT_S = 1_763_600_000;

/** OpenAI's chat completions (OpenAI API reference, "Chat"), with the extras of servers that imitate it. */
export const openAiChat: WireDialect = {
  name: 'openai-chat',
  path: '/v1/chat/completions',
  streamContentType: 'text/event-stream; charset=utf-8',
  fillers: [': still working\n\n'],
  tellsCachedTokens: true,
  tellsQuota: true,
  read: (body) => ({
    model: String(body.model ?? ''),
    isStream: body.stream === true,
    wantsUsage: (body.stream_options as JsonObject | undefined)?.include_usage === true,
  }),
  frames,
  encode: ({ data }) => `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`,
  whole,
  errorBody: (failure) => ({ error: openAiError(failure) }),
  errorFrame: (failure) => ({ part: 'rest', data: { error: openAiError(failure) } }),
  // OpenRouter's form: an ordinary chunk with the error beside its choices.
  failedFinish: (failure, { model }) => ({
    part: 'finish',
    data: { ...chunkOf(model, { content: '' }, 'error'), error: openAiError(failure) },
  }),
};

type Delta = { readonly part: Frame['part']; readonly delta: JsonObject; readonly finish: string | null };

function frames(answer: ScriptedAnswer, { model, wantsUsage }: Asked): Frame[] {
  const usage = wantsUsage ? answer.usage : null;
  const deltas = deltasOf(answer);
  const chunks = deltas.map(({ part, delta, finish }, index) => {
    const isLast = index === deltas.length - 1;
    const isReported = answer.usageReports === 'running' || (answer.usageReports === 'last' && isLast);
    const soFar = usage && isReported ? toUsage(usageSoFar(usage, index + 1, deltas.length)) : null;
    return { part, data: { ...chunkOf(model, delta, finish), ...(wantsUsage && { usage: soFar }) } };
  });
  const hasUsageChunk = usage !== null && answer.usageReports === 'usual';
  return [
    ...chunks,
    ...(hasUsageChunk
      ? [{ part: 'rest' as const, data: { ...chunkBase(model), choices: [], usage: toUsage(usage) } }]
      : []),
    { part: 'rest', data: '[DONE]' },
  ];
}

function deltasOf({ textPieces, toolCall, argumentsArrive }: ScriptedAnswer): Delta[] {
  const isCallLast = argumentsArrive === 'at-the-end';
  const call = toolCall && !isCallLast ? pieceDeltas(toolCall) : [];
  // Some servers tell a call whole and in the very chunk that ends the answer.
  const lastDelta = toolCall && isCallLast ? { tool_calls: [{ index: 0, ...wholeCall(toolCall) }] } : {};
  return [
    { part: 'start', delta: { role: 'assistant', content: toolCall ? null : '' }, finish: null },
    ...[...textPieces.map((content) => ({ content })), ...call].map((delta) => ({
      part: 'content' as const,
      delta,
      finish: null,
    })),
    { part: 'finish', delta: lastDelta, finish: toolCall ? 'tool_calls' : 'stop' },
  ];
}

function pieceDeltas({ id, name, argumentPieces }: ScriptedToolCall): JsonObject[] {
  const begin = { index: 0, id, type: 'function', function: { name, arguments: '' } };
  const pieces = argumentPieces.map((piece) => ({ index: 0, function: { arguments: piece } }));
  return [begin, ...pieces].map((call) => ({ tool_calls: [call] }));
}

const wholeCall = (call: ScriptedToolCall): JsonObject => ({
  id: call.id,
  type: 'function',
  function: { name: call.name, arguments: argumentsOf(call) },
});

const chunkBase = (model: string): JsonObject => ({
  id: ID,
  object: 'chat.completion.chunk',
  created: CREATED_AT_S,
  model,
});

const chunkOf = (model: string, delta: JsonObject, finish: string | null): JsonObject => ({
  ...chunkBase(model),
  choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }],
});

function whole(answer: ScriptedAnswer, { model }: Asked): JsonObject {
  const { toolCall, usage } = answer;
  const message = {
    role: 'assistant',
    content: toolCall ? null : textOf(answer),
    refusal: null,
    ...(toolCall && { tool_calls: [wholeCall(toolCall)] }),
  };
  return {
    id: ID,
    object: 'chat.completion',
    created: CREATED_AT_S,
    model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: toolCall ? 'tool_calls' : 'stop' }],
    ...(usage && { usage: toUsage(usage) }),
  };
}

/** `prompt_tokens` includes cached ones. */
const toUsage = ({ inputTokens, cachedTokens, outputTokens }: ReportedUsage): JsonObject => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
  prompt_tokens_details: { cached_tokens: cachedTokens },
  completion_tokens_details: { reasoning_tokens: 0 },
});

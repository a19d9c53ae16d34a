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

const ID = 'resp_fault';
const CREATED_AT_S = 1_763_600_000;

/** OpenAI's Responses (OpenAI API reference, "Responses" and "Streaming events"). There is no `[DONE]`. */
export const openAiResponses: WireDialect = {
  name: 'openai-responses',
  path: '/v1/responses',
  streamContentType: 'text/event-stream; charset=utf-8',
  fillers: [': still working\n\n'],
  tellsCachedTokens: true,
  tellsQuota: true,
  read: (body) => ({
    model: String(body.model ?? ''),
    isStream: body.stream === true,
    wantsUsage: true,
  }),
  frames,
  encode: ({ data }, index) => {
    const { type, ...fields } = data as JsonObject;
    return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: index, ...fields })}\n\n`;
  },
  whole: (answer, { model }) => ({
    ...responseOf(model, 'completed', answer.usage),
    output: [itemOf(answer, 'completed')],
  }),
  errorBody: (failure) => ({ error: openAiError(failure) }),
  errorFrame: ({ message }) => ({
    part: 'rest',
    data: { type: 'error', code: 'server_error', message, param: null },
  }),
  failedFinish: ({ message }, { model }) => ({
    part: 'finish',
    data: {
      type: 'response.failed',
      response: { ...responseOf(model, 'failed', null), error: { code: 'server_error', message } },
    },
  }),
};

function frames(answer: ScriptedAnswer, { model }: Asked): Frame[] {
  const early = answer.usage && answer.usageReports === 'running' ? usageSoFar(answer.usage, 0, 1) : null;
  const response = responseOf(model, 'in_progress', early);
  const item = itemOf({ ...answer, textPieces: [] }, 'in_progress');
  const done = itemOf(answer, 'completed');
  return [
    { part: 'start', data: { type: 'response.created', response } },
    { part: 'start', data: { type: 'response.in_progress', response } },
    { part: 'start', data: { type: 'response.output_item.added', output_index: 0, item } },
    ...(answer.toolCall ? callFrames(answer, answer.toolCall) : textFrames(answer)),
    { part: 'rest', data: { type: 'response.output_item.done', output_index: 0, item: done } },
    {
      part: 'finish',
      data: {
        type: 'response.completed',
        response: { ...responseOf(model, 'completed', answer.usage), output: [done] },
      },
    },
  ];
}

function textFrames(answer: ScriptedAnswer): Frame[] {
  const place = { item_id: MESSAGE_ID, output_index: 0, content_index: 0 };
  const text = textOf(answer);
  return [
    { part: 'start', data: { type: 'response.content_part.added', ...place, part: partOf('') } },
    ...answer.textPieces.map((delta) => ({
      part: 'content' as const,
      data: { type: 'response.output_text.delta', ...place, delta, logprobs: [] },
    })),
    { part: 'rest', data: { type: 'response.output_text.done', ...place, text, logprobs: [] } },
    { part: 'rest', data: { type: 'response.content_part.done', ...place, part: partOf(text) } },
  ];
}

function callFrames({ argumentsArrive }: ScriptedAnswer, call: ScriptedToolCall): Frame[] {
  const place = { item_id: CALL_ITEM_ID, output_index: 0 };
  const pieces = argumentsArrive === 'in-pieces' ? call.argumentPieces : [];
  return [
    ...pieces.map((delta) => ({
      part: 'content' as const,
      data: { type: 'response.function_call_arguments.delta', ...place, delta },
    })),
    {
      part: 'rest',
      data: {
        type: 'response.function_call_arguments.done',
        ...place,
        name: call.name,
        arguments: argumentsOf(call),
      },
    },
  ];
}

const MESSAGE_ID = 'msg_fault';
const CALL_ITEM_ID = 'fc_fault';

const partOf = (text: string): JsonObject => ({ type: 'output_text', text, annotations: [], logprobs: [] });

function itemOf(answer: ScriptedAnswer, status: 'in_progress' | 'completed'): JsonObject {
  const { toolCall } = answer;
  if (toolCall) {
    const callArguments = status === 'completed' ? argumentsOf(toolCall) : '';
    const { id: callId, name } = toolCall;
    return {
      type: 'function_call',
      id: CALL_ITEM_ID,
      call_id: callId,
      name,
      arguments: callArguments,
      status,
    };
  }
  const content = status === 'completed' ? [partOf(textOf(answer))] : [];
  return { type: 'message', id: MESSAGE_ID, role: 'assistant', status, content };
}

const responseOf = (model: string, status: string, usage: ReportedUsage | null): JsonObject => ({
  id: ID,
  object: 'response',
  created_at: CREATED_AT_S,
  status,
  error: null,
  incomplete_details: null,
  instructions: null,
  max_output_tokens: null,
  metadata: {},
  model,
  output: [],
  parallel_tool_calls: true,
  previous_response_id: null,
  reasoning: { effort: null, summary: null },
  store: false,
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage: usage && toUsage(usage),
});

/** `input_tokens` includes cached ones. */
const toUsage = ({ inputTokens, cachedTokens, outputTokens }: ReportedUsage): JsonObject => ({
  input_tokens: inputTokens,
  input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: 0 },
  output_tokens: outputTokens,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: inputTokens + outputTokens,
});

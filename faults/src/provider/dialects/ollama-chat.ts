import type { JsonObject } from '../../json.js';
import {
  argumentsOf,
  type ReportedUsage,
  type ScriptedAnswer,
  type ScriptedToolCall,
  textOf,
  usageSoFar,
} from '../scripted-answer.js';
import type { Asked, Frame, WireDialect } from './wire-dialect.js';

const CREATED_AT = '2025-11-20T12:00:00.123456789Z';
const SECOND_NS = 1_000_000_000;

/** Ollama's `/api/chat` (Ollama API documentation): one JSON object a line, streamed unless told otherwise. */
export const ollamaChat: WireDialect = {
  name: 'ollama-chat',
  path: '/api/chat',
  streamContentType: 'application/x-ndjson',
  fillers: ['\n'],
  tellsCachedTokens: false,
  tellsQuota: false,
  read: (body) => ({
    model: String(body.model ?? ''),
    isStream: body.stream !== false,
    wantsUsage: true,
  }),
  frames,
  encode: ({ data }) => `${JSON.stringify(data)}\n`,
  whole: (answer, { model }) => {
    const { toolCall } = answer;
    const message = { content: textOf(answer), ...(toolCall && { tool_calls: [wholeCall(toolCall)] }) };
    return { ...lineOf(model, message), ...summaryOf(answer) };
  },
  errorBody: ({ message }) => ({ error: message }),
  errorFrame: ({ message }) => ({ part: 'rest', data: { error: message } }),
};

function frames(answer: ScriptedAnswer, { model }: Asked): Frame[] {
  const { textPieces, toolCall, usage, usageReports } = answer;
  const isCallLast = answer.argumentsArrive === 'at-the-end';
  const calls = toolCall ? { tool_calls: [wholeCall(toolCall)] } : null;
  const messages: JsonObject[] = [
    ...textPieces.map((content) => ({ content })),
    ...(calls && !isCallLast ? [{ content: '', ...calls }] : []),
  ];
  const lines = messages.map((message, index): Frame => {
    const running = usage && usageReports === 'running' && usageSoFar(usage, index + 1, messages.length);
    return { part: 'content', data: { ...lineOf(model, message), ...(running && countsOf(running)) } };
  });
  const lastMessage = { content: '', ...(isCallLast && calls) };
  return [...lines, { part: 'finish', data: { ...lineOf(model, lastMessage), ...summaryOf(answer) } }];
}

/** Arguments are an object here, and come whole. */
const wholeCall = (call: ScriptedToolCall): JsonObject => ({
  function: { name: call.name, arguments: JSON.parse(argumentsOf(call)) },
});

const lineOf = (model: string, message: JsonObject): JsonObject => ({
  model,
  created_at: CREATED_AT,
  message: { role: 'assistant', ...message },
  done: false,
});

const summaryOf = ({ usage }: ScriptedAnswer): JsonObject => ({
  done: true,
  done_reason: 'stop',
  total_duration: 2 * SECOND_NS,
  load_duration: 0,
  prompt_eval_duration: SECOND_NS,
  eval_duration: SECOND_NS,
  ...(usage && countsOf(usage)),
});

const countsOf = ({ inputTokens, outputTokens }: ReportedUsage): JsonObject => ({
  prompt_eval_count: inputTokens,
  eval_count: outputTokens,
});

import {
  type AssistantPart,
  type ChatMessage,
  type ChatRequest,
  type ReasoningWish,
  type ToolChoice,
  type ToolResultPart,
  textOfParts,
  type UserPart,
} from '@switchyard/domain';
import { toImageUrl } from '../data-url.js';
import { effortOfBudget } from '../effort-of-budget.js';
import { type CarriedExtras, splitExtras } from '../extra-fields.js';
import type { JsonObject } from '../json.js';
import { droppedNotes } from '../upstream-dialect/dropped-notes.js';
import type { EncodedRequest } from '../upstream-dialect/upstream-dialect.js';
import { limitFieldOf } from './limit-field.js';
import { OPENAI_VOCABULARY } from './vocabulary.js';

/**
 * Fields beyond the canonical ones that mean the same to every server of this dialect. `metadata` is none of them: OpenAI
 * refuses it for chats that are not stored.
 */
const carriedExtras: CarriedExtras = {
  vocabulary: OPENAI_VOCABULARY,
  names: [
    'logit_bias',
    'prompt_cache_key',
    'prompt_cache_retention',
    'safety_identifier',
    'service_tier',
    'verbosity',
  ],
};

/** A request of another dialect as an OpenAI chat body, with a note for each thing that OpenAI's dialect cannot carry. */
export function encodeChatRequest(request: ChatRequest, asStream: boolean): EncodedRequest {
  const body: JsonObject = {
    model: request.model,
    messages: request.messages.flatMap(toOpenAiMessages),
    ...toolFields(request),
    ...(request.maxOutputTokens !== null && { [limitFieldOf(request.model)]: request.maxOutputTokens }),
    ...(request.temperature !== null && { temperature: request.temperature }),
    ...(request.topP !== null && { top_p: request.topP }),
    ...(request.stop.length > 0 && { stop: request.stop }),
    ...(request.seed !== null && { seed: request.seed }),
    ...(request.presencePenalty !== null && { presence_penalty: request.presencePenalty }),
    ...(request.frequencyPenalty !== null && { frequency_penalty: request.frequencyPenalty }),
    ...responseFormatOf(request),
    ...reasoningOf(request.reasoning, request.maxOutputTokens),
    ...(request.endUser !== null && { user: request.endUser }),
    ...splitExtras(request, carriedExtras).taken,
    ...(asStream && { stream: true, stream_options: { include_usage: true } }),
  };
  return { body, notes: notesOf(request) };
}

function toolFields({ tools, toolChoice, parallelToolCalls }: ChatRequest): JsonObject {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(toOpenAiTool),
    ...(toolChoice && { tool_choice: toOpenAiToolChoice(toolChoice) }),
    ...(parallelToolCalls !== null && { parallel_tool_calls: parallelToolCalls }),
  };
}

const notesOf = (request: ChatRequest): string[] => [
  ...droppedNotes(request, { extras: carriedExtras, cacheMarks: false, reasoningFormat: null }),
  ...(request.reasoning?.kind === 'off'
    ? ['the wish for no thinking was dropped: the endpoint decides']
    : []),
  ...(request.topK !== null ? ['top_k was dropped: the endpoint has no such parameter'] : []),
];

function toOpenAiMessages(message: ChatMessage): JsonObject[] {
  switch (message.role) {
    case 'system':
      return [{ role: 'system', content: message.content.map(({ text }) => text).join('\n\n') }];
    case 'user':
      return [{ role: 'user', content: toOpenAiContent(message.content) }];
    case 'assistant':
      return [toOpenAiAssistant(message.content)];
    case 'tool':
      return [...message.content.map(toOpenAiToolMessage), ...imagesOf(message.content)];
  }
}

/** Plain text stays plain: many compatible servers take nothing else where there is nothing else. */
function toOpenAiContent(parts: readonly UserPart[]): unknown {
  const [only] = parts;
  if (parts.length === 1 && only?.type === 'text') return only.text;
  return parts.map((part) =>
    part.type === 'text'
      ? { type: 'text', text: part.text }
      : { type: 'image_url', image_url: { url: toImageUrl(part.source) } },
  );
}

function toOpenAiAssistant(parts: readonly AssistantPart[]): JsonObject {
  const text = textOfParts(parts, 'text');
  const refusal = textOfParts(parts, 'refusal');
  const calls = parts.flatMap((part) =>
    part.type === 'tool-call'
      ? [{ id: part.id, type: 'function', function: { name: part.name, arguments: part.argumentsText } }]
      : [],
  );
  return {
    role: 'assistant',
    content: text === '' ? null : text,
    ...(refusal !== '' && { refusal }),
    ...(calls.length > 0 && { tool_calls: calls }),
  };
}

function toOpenAiToolMessage({ callId, content, isError }: ToolResultPart): JsonObject {
  const text = content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  return { role: 'tool', tool_call_id: callId, content: isError ? `Error: ${text}` : text };
}

/** A tool message of this dialect holds text only, so images of a result follow it in the user's name. */
function imagesOf(results: readonly ToolResultPart[]): JsonObject[] {
  const images = results.flatMap(({ content }) => content.filter((part) => part.type === 'image'));
  return images.length === 0 ? [] : [{ role: 'user', content: toOpenAiContent(images) }];
}

const toOpenAiTool = (tool: ChatRequest['tools'][number]): JsonObject => ({
  type: 'function',
  function: {
    name: tool.name,
    ...(tool.description !== null && { description: tool.description }),
    parameters: tool.inputSchema,
    ...(tool.strict !== null && { strict: tool.strict }),
  },
});

const toOpenAiToolChoice = (choice: ToolChoice): unknown =>
  choice.kind === 'tool' ? { type: 'function', function: { name: choice.name } } : choice.kind;

function responseFormatOf({ responseFormat }: ChatRequest): JsonObject {
  if (responseFormat === null) return {};
  if (responseFormat.kind === 'json') return { response_format: { type: 'json_object' } };
  const { name, schema, strict } = responseFormat;
  return {
    response_format: {
      type: 'json_schema',
      json_schema: { name, schema, ...(strict !== null && { strict }) },
    },
  };
}

function reasoningOf(reasoning: ReasoningWish | null, maxOutputTokens: number | null): JsonObject {
  if (reasoning === null || reasoning.kind === 'adaptive' || reasoning.kind === 'off') return {};
  if (reasoning.kind === 'effort')
    return { reasoning_effort: reasoning.effort === 'max' ? 'xhigh' : reasoning.effort };
  const limit = maxOutputTokens ?? reasoning.budgetTokens;
  return { reasoning_effort: effortOfBudget(reasoning.budgetTokens, limit) };
}

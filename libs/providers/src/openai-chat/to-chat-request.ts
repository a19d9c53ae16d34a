import type {
  ChatRequest,
  ReasoningWish,
  ResponseFormat,
  ToolChoice,
  ToolDefinition,
} from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { extraFields } from '../extra-fields.js';
import { toInvalidRequest } from '../request-body.js';
import { type ChatToTranslate, chatToTranslateSchema } from './chat-request.schema.js';
import { toChatMessage } from './to-chat-message.js';
import { OPENAI_VOCABULARY } from './vocabulary.js';

/** @throws {GatewayError} `invalid_request` naming the field that no other dialect could carry */
export function toChatRequest({ body, wantsStream }: ClientCall): ChatRequest {
  const checked = chatToTranslateSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const request = checked.data;
  return {
    model: request.model,
    messages: request.messages.map(toChatMessage),
    tools: allowedTools(request),
    toolChoice: request.tool_choice ? toToolChoice(request.tool_choice) : null,
    parallelToolCalls: request.parallel_tool_calls ?? null,
    maxOutputTokens: request.max_completion_tokens ?? request.max_tokens ?? null,
    temperature: request.temperature ?? null,
    topP: request.top_p ?? null,
    topK: request.top_k ?? null,
    stop: typeof request.stop === 'string' ? [request.stop] : (request.stop ?? []),
    seed: request.seed ?? null,
    presencePenalty: request.presence_penalty ?? null,
    frequencyPenalty: request.frequency_penalty ?? null,
    responseFormat: toResponseFormat(request.response_format),
    reasoning: toReasoningWish(request),
    endUser: request.user ?? null,
    wantsStream,
    vocabulary: OPENAI_VOCABULARY,
    extras: { ...extraFields(chatToTranslateSchema, body), ...messageExtras(request) },
  };
}

/** What is said of messages and their images that no other dialect has a place for, by the names of the fields. */
function messageExtras({ messages }: ChatToTranslate): Record<string, true> {
  const parts = messages.flatMap((message) =>
    message.role === 'user' && typeof message.content !== 'string' ? message.content : [],
  );
  const hasDetail = parts.some(
    (part) =>
      part.type === 'image_url' &&
      typeof part.image_url === 'object' &&
      (part.image_url.detail ?? 'auto') !== 'auto',
  );
  return {
    ...(messages.some(({ name }) => name != null) && { 'messages.name': true as const }),
    ...(hasDetail && { 'image_url.detail': true as const }),
  };
}

function allowedTools({ tools, tool_choice: choice }: ChatToTranslate): ToolDefinition[] {
  const names =
    typeof choice === 'object' && choice?.type === 'allowed_tools'
      ? new Set(choice.allowed_tools.tools.map(({ function: { name } }) => name))
      : null;
  return (tools ?? [])
    .filter((tool) => names === null || names.has(tool.function.name))
    .map(({ function: { name, description, parameters, strict }, cache_control: cacheControl }) => ({
      name,
      description: description ?? null,
      inputSchema: parameters ?? { type: 'object', properties: {} },
      strict: strict ?? null,
      ...(cacheControl != null && { cacheControl }),
    }));
}

function toToolChoice(choice: NonNullable<ChatToTranslate['tool_choice']>): ToolChoice {
  if (typeof choice === 'string') return { kind: choice };
  return choice.type === 'function'
    ? { kind: 'tool', name: choice.function.name }
    : { kind: choice.allowed_tools.mode };
}

function toResponseFormat(format: ChatToTranslate['response_format']): ResponseFormat | null {
  if (!format || format.type === 'text') return null;
  if (format.type === 'json_object') return { kind: 'json' };
  const { name, schema, strict } = format.json_schema;
  return { kind: 'json-schema', name, schema: schema ?? {}, strict: strict ?? null };
}

function toReasoningWish({ reasoning_effort, reasoning }: ChatToTranslate): ReasoningWish | null {
  if (reasoning?.max_tokens) return { kind: 'budget', budgetTokens: reasoning.max_tokens };
  const effort = reasoning_effort ?? reasoning?.effort;
  if (!effort) return null;
  return effort === 'none' ? { kind: 'off' } : { kind: 'effort', effort };
}

import type {
  AssistantPart,
  ChatMessage,
  ChatRequest,
  ReasoningWish,
  ToolChoice,
  ToolResultPart,
  UserPart,
} from '@switchyard/domain';
import { droppedFields } from '../dropped-fields.js';
import { parseJsonBody, toInvalidRequest } from '../request-body.js';
import {
  type MessagesMessage,
  type MessagesRequest,
  messagesRequestSchema,
} from './messages-request.schema.js';

/** @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export function decodeMessagesRequest(bytes: Buffer | undefined): ChatRequest {
  const checked = messagesRequestSchema.safeParse(parseJsonBody(bytes));
  if (!checked.success) throw toInvalidRequest(checked.error);
  const dropped = droppedFields(messagesRequestSchema, checked.data);
  // It may stand on any block of any message. Quotes within a text are escaped, so this is always the field itself.
  const hasCacheControl = bytes?.includes('"cache_control":') ?? false;
  return toChatRequest(checked.data, hasCacheControl ? [...dropped, 'cache_control'] : dropped);
}

function toChatRequest(request: MessagesRequest, dropped: readonly string[]): ChatRequest {
  const { tool_choice: toolChoice, output_config: outputConfig } = request;
  const format = outputConfig?.format;
  return {
    model: request.model,
    messages: [...systemMessages(request.system), ...request.messages.flatMap(toChatMessages)],
    tools: (request.tools ?? []).map((tool) => ({
      name: tool.name,
      description: tool.description ?? null,
      inputSchema: tool.input_schema,
      strict: null,
    })),
    toolChoice: toolChoice ? toToolChoice(toolChoice) : null,
    parallelToolCalls:
      toolChoice && 'disable_parallel_tool_use' in toolChoice ? !toolChoice.disable_parallel_tool_use : null,
    maxOutputTokens: request.max_tokens,
    temperature: request.temperature ?? null,
    topP: request.top_p ?? null,
    topK: request.top_k ?? null,
    stop: request.stop_sequences ?? [],
    seed: null,
    presencePenalty: null,
    frequencyPenalty: null,
    responseFormat: format
      ? { kind: 'json-schema', name: 'answer', schema: format.schema, strict: true }
      : null,
    reasoning: toReasoningWish(request),
    endUser: request.metadata?.user_id ?? null,
    wantsStream: request.stream === true,
    dropped,
  };
}

function systemMessages(system: MessagesRequest['system']): ChatMessage[] {
  if (!system || system.length === 0) return [];
  const content = typeof system === 'string' ? [system] : system.map(({ text }) => text);
  return [{ role: 'system', content: content.map((text) => ({ type: 'text', text })) }];
}

function toChatMessages({ role, content }: MessagesMessage): ChatMessage[] {
  if (typeof content === 'string') return [{ role, content: [{ type: 'text', text: content }] }];
  if (role === 'assistant') return [{ role, content: content.map(toAssistantPart) }];
  const results = content.filter((block) => block.type === 'tool_result').map(toToolResult);
  const rest = content.filter((block) => block.type !== 'tool_result').map(toUserPart);
  return [
    // Results answer the assistant's turn before them, so they come first whatever else the user says.
    ...(results.length > 0 ? [{ role: 'tool' as const, content: results }] : []),
    ...(rest.length > 0 ? [{ role: 'user' as const, content: rest }] : []),
  ];
}

type Block<Type extends string> = Extract<
  Exclude<MessagesMessage['content'], string>[number],
  { type: Type }
>;

function toUserPart(block: Block<'text'> | Block<'image'>): UserPart {
  if (block.type === 'text') return { type: 'text', text: block.text };
  const { source } = block;
  if (source.type === 'url') return { type: 'image', source: { kind: 'url', url: source.url } };
  return { type: 'image', source: { kind: 'base64', mediaType: source.media_type, data: source.data } };
}

function toToolResult({
  tool_use_id: callId,
  content,
  is_error: isError,
}: Block<'tool_result'>): ToolResultPart {
  const blocks =
    typeof content === 'string'
      ? [{ type: 'text' as const, text: content }]
      : (content ?? []).map(toUserPart);
  return { type: 'tool-result', callId, content: blocks, isError: isError === true };
}

function toAssistantPart(
  block: Block<'text'> | Block<'tool_use'> | Block<'thinking'> | Block<'redacted_thinking'>,
): AssistantPart {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text };
    case 'tool_use':
      return {
        type: 'tool-call',
        id: block.id,
        name: block.name,
        argumentsText: JSON.stringify(block.input),
      };
    case 'thinking':
      return { type: 'reasoning', text: block.thinking, signature: block.signature };
    case 'redacted_thinking':
      return { type: 'redacted-reasoning', data: block.data };
  }
}

function toToolChoice(choice: NonNullable<MessagesRequest['tool_choice']>): ToolChoice {
  if (choice.type === 'tool') return { kind: 'tool', name: choice.name };
  return { kind: choice.type === 'any' ? 'required' : choice.type };
}

function toReasoningWish({ thinking, output_config: outputConfig }: MessagesRequest): ReasoningWish | null {
  if (thinking?.type === 'disabled') return { kind: 'off' };
  if (outputConfig?.effort) return { kind: 'effort', effort: outputConfig.effort };
  if (thinking?.type === 'enabled') return { kind: 'budget', budgetTokens: thinking.budget_tokens };
  return thinking ? { kind: 'adaptive' } : null;
}

import {
  type AssistantPart,
  type CacheMark,
  type ChatMessage,
  type ChatRequest,
  GatewayError,
  type ReasoningSignature,
  type ReasoningWish,
  type ResponseFormat,
  type TextPart,
  type ToolChoice,
  type ToolDefinition,
  type ToolResultPart,
  type UserPart,
} from '@switchyard/domain';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { extraFields } from '../extra-fields.js';
import type { JsonObject } from '../json.js';
import { fromSignatureText } from '../reasoning-signature-text.js';
import { toInvalidRequest } from '../request-body.js';
import {
  type MessagesMessage,
  type MessagesRequest,
  messagesCallSchema,
  messagesRequestSchema,
  toolSchema,
} from './messages-request.schema.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/** What every endpoint needs to be known. @throws {GatewayError} `invalid_json` or `invalid_request`, naming the field */
export function decodeMessagesCall(body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = messagesCallSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream } = checked.data;
  return new DecodedCall(bytes, {
    surface: 'anthropic-messages',
    model,
    wantsStream: stream === true,
    wantsUsage: true,
  });
}

/** @throws {GatewayError} `invalid_request` naming the field that no other dialect could carry */
export function messagesToChatRequest({ body, wantsStream }: ClientCall): ChatRequest {
  const checked = messagesRequestSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const request = checked.data;
  checkToolResults(request.messages);
  const { tool_choice: toolChoice } = request;
  return {
    model: request.model,
    messages: [...systemMessages(request.system), ...request.messages.flatMap(toChatMessages)],
    tools: (request.tools ?? []).filter(isClientTool).map(toToolDefinition),
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
    responseFormat: toResponseFormat(request.output_config?.format),
    reasoning: toReasoningWish(request),
    endUser: request.metadata?.user_id ?? null,
    wantsStream,
    vocabulary: 'anthropic',
    extras: { ...extraFields(messagesRequestSchema, body), ...hostedTools(request), ...toolExtras(request) },
  };
}

/** A result must answer a call that the assistant made before it: endpoints disagree on what to do with any other. */
function checkToolResults(messages: readonly MessagesMessage[]): void {
  const called = new Set<string>();
  for (const [position, { content }] of messages.entries()) {
    if (typeof content === 'string') continue;
    for (const [place, block] of content.entries()) {
      if (block.type === 'tool_use') called.add(block.id);
      if (block.type !== 'tool_result' || called.has(block.tool_use_id)) continue;
      const param = `messages[${position}].content[${place}].tool_use_id`;
      const message = `Invalid value for ${param}: no earlier tool_use block has the id "${block.tool_use_id.slice(0, 64)}".`;
      throw new GatewayError('invalid_request', message, { param });
    }
  }
}

type Tool = NonNullable<MessagesRequest['tools']>[number];

const isClientTool = ({ type }: Tool): boolean => !type || type === 'custom';

const toToolDefinition = (tool: Tool): ToolDefinition => ({
  name: tool.name ?? '',
  description: tool.description ?? null,
  inputSchema: tool.input_schema,
  strict: tool.strict ?? null,
  ...cacheMarkOf(tool),
});

/**
 * Tools that Anthropic runs itself. Beside others they are left out with a note, since agents offer them always; a
 * request that is about nothing else cannot be answered without them.
 */
function hostedTools({ tools, tool_choice: choice }: MessagesRequest): Record<string, true> {
  const hosted = (tools ?? []).filter((tool) => !isClientTool(tool));
  const isForced = hosted.some(({ name }) => choice?.type === 'tool' && choice.name === name);
  if (hosted.length > 0 && (isForced || hosted.length === tools?.length)) {
    const param = `tools[${tools?.findIndex((tool) => !isClientTool(tool))}].type`;
    const message = `Invalid value for ${param}: the endpoint of this model has no tool of type "${hosted[0]?.type}".`;
    throw new GatewayError('invalid_request', message, { param });
  }
  return Object.fromEntries(hosted.map(({ type }) => [`tools.${type}`, true]));
}

/** What else is said of a client's tools, by the names of the fields. */
const toolExtras = ({ tools }: MessagesRequest): JsonObject =>
  Object.assign(
    {},
    ...(tools ?? []).filter(isClientTool).map((tool) => extraFields(toolSchema, tool, 'tools.')),
  );

const toResponseFormat = (
  format: NonNullable<MessagesRequest['output_config']>['format'],
): ResponseFormat | null =>
  format ? { kind: 'json-schema', name: 'answer', schema: format.schema, strict: true } : null;

const cacheMarkOf = ({ cache_control: cacheControl }: { cache_control?: unknown }): CacheMark =>
  cacheControl == null ? {} : { cacheControl };

function systemMessages(system: MessagesRequest['system']): ChatMessage[] {
  if (!system || system.length === 0) return [];
  const blocks = typeof system === 'string' ? [{ text: system }] : system;
  return [{ role: 'system', content: blocks.map(toTextPart) }];
}

const toTextPart = (block: { text: string; cache_control?: unknown }): TextPart => ({
  type: 'text',
  text: block.text,
  ...cacheMarkOf(block),
});

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
  if (block.type === 'text') return toTextPart(block);
  const { source } = block;
  return {
    type: 'image',
    source:
      source.type === 'url'
        ? { kind: 'url', url: source.url }
        : { kind: 'base64', mediaType: source.media_type, data: source.data },
    ...cacheMarkOf(block),
  };
}

function toToolResult(block: Block<'tool_result'>): ToolResultPart {
  const { tool_use_id: callId, content = [], is_error: isError } = block;
  return {
    type: 'tool-result',
    callId,
    content: typeof content === 'string' ? [{ type: 'text', text: content }] : content.map(toUserPart),
    isError: isError === true,
    ...cacheMarkOf(block),
  };
}

function toAssistantPart(
  block: Block<'text'> | Block<'tool_use'> | Block<'thinking'> | Block<'redacted_thinking'>,
): AssistantPart {
  switch (block.type) {
    case 'text':
      return toTextPart(block);
    case 'tool_use':
      return {
        type: 'tool-call',
        id: block.id,
        name: block.name,
        argumentsText: JSON.stringify(block.input),
      };
    case 'thinking':
      return { type: 'reasoning', text: block.thinking, signature: toSignature(block.signature) };
    case 'redacted_thinking': {
      const { format, value } = fromSignatureText(block.data, REASONING_FORMAT);
      return { type: 'redacted-reasoning', format, data: value };
    }
  }
}

/** Reasoning of endpoints that do not sign comes with an empty signature. */
const toSignature = (text: string): ReasoningSignature | null =>
  text === '' ? null : fromSignatureText(text, REASONING_FORMAT);

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

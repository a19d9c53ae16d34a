import type { ChatMessage, ChatRequest, ReasoningWish, ResponseFormat, UserPart } from '@switchyard/domain';
import type { z } from 'zod';
import { BodyBytes } from '../body-bytes/body-bytes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { DecodedCall } from '../client-dialect/decoded-call.js';
import { extraFields } from '../extra-fields.js';
import { toInvalidRequest } from '../request-body.js';
import type { Surface } from '../surface.js';
import { mediaTypeOfBase64 } from './media-type.js';
import {
  type OllamaChatRequest,
  type OllamaGenerateRequest,
  type OllamaMessage,
  ollamaCallSchema,
  ollamaChatSchema,
  ollamaGenerateSchema,
  ollamaOptionsSchema,
} from './ollama-request.schema.js';
import { ToolCallIds } from './tool-call-ids.js';
import { withoutLatest } from './without-latest.js';

/** `POST /api/chat`. @throws {GatewayError} `invalid_json` or `invalid_request`, the latter naming the field */
export const decodeOllamaChatCall = (body: Buffer | undefined): ClientCall => decodeCall('ollama-chat', body);

/** `POST /api/generate`. @throws {GatewayError} as for chat */
export const decodeOllamaGenerateCall = (body: Buffer | undefined): ClientCall =>
  decodeCall('ollama-generate', body);

function decodeCall(surface: Surface, body: Buffer | undefined): ClientCall {
  const bytes = BodyBytes.read(body);
  const checked = ollamaCallSchema.safeParse(bytes.object);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { model, stream } = checked.data;
  // Ollama streams unless it is told not to.
  return new DecodedCall(bytes, {
    surface,
    model: withoutLatest(model),
    wantsStream: stream !== false,
    wantsUsage: true,
  });
}

/** @throws {GatewayError} `invalid_request` naming the field that no other dialect could carry */
export function ollamaChatToChatRequest(call: ClientCall): ChatRequest {
  const checked = ollamaChatSchema.safeParse(call.body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { messages, tools } = checked.data;
  const ids = new ToolCallIds();
  return {
    ...sharedFields(checked.data, call, ollamaChatSchema),
    messages: messages.map((message) => toChatMessage(message, ids)),
    tools: (tools ?? []).map(({ function: { name, description, parameters } }) => ({
      name,
      description: description ?? null,
      inputSchema: parameters ?? { type: 'object' },
      strict: null,
    })),
  };
}

/** The prompt is one turn of the user. @throws {GatewayError} as for chat */
export function ollamaGenerateToChatRequest(call: ClientCall): ChatRequest {
  const checked = ollamaGenerateSchema.safeParse(call.body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const { system, prompt, images } = checked.data;
  const systemMessage: ChatMessage[] = system
    ? [{ role: 'system', content: [{ type: 'text', text: system }] }]
    : [];
  return {
    ...sharedFields(checked.data, call, ollamaGenerateSchema),
    messages: [...systemMessage, { role: 'user', content: userParts(prompt, images) }],
    tools: [],
  };
}

function sharedFields(
  request: OllamaChatRequest | OllamaGenerateRequest,
  { model, wantsStream }: ClientCall,
  schema: z.ZodObject,
): Omit<ChatRequest, 'messages' | 'tools'> {
  const options = request.options ?? {};
  const limit = options.num_predict ?? null;
  return {
    model,
    toolChoice: null,
    parallelToolCalls: null,
    // -1 and -2 mean "as much as there is" here.
    maxOutputTokens: limit !== null && limit > 0 ? limit : null,
    temperature: options.temperature ?? null,
    topP: options.top_p ?? null,
    topK: options.top_k ?? null,
    stop: typeof options.stop === 'string' ? [options.stop] : (options.stop ?? []),
    seed: options.seed ?? null,
    presencePenalty: options.presence_penalty ?? null,
    frequencyPenalty: options.frequency_penalty ?? null,
    responseFormat: toResponseFormat(request.format),
    reasoning: toReasoningWish(request.think),
    endUser: null,
    wantsStream,
    vocabulary: 'ollama',
    extras: { ...extraFields(schema, request), ...extraFields(ollamaOptionsSchema, options, 'options.') },
  };
}

function toResponseFormat(format: OllamaChatRequest['format']): ResponseFormat | null {
  if (!format) return null;
  return format === 'json'
    ? { kind: 'json' }
    : { kind: 'json-schema', name: 'answer', schema: format, strict: null };
}

function toReasoningWish(think: OllamaChatRequest['think']): ReasoningWish | null {
  if (think === null || think === undefined) return null;
  if (typeof think === 'string') return { kind: 'effort', effort: think };
  return think ? { kind: 'adaptive' } : { kind: 'off' };
}

function toChatMessage(message: OllamaMessage, ids: ToolCallIds): ChatMessage {
  const text = message.content ?? '';
  switch (message.role) {
    case 'system':
      return { role: 'system', content: [{ type: 'text', text }] };
    case 'user':
      return { role: 'user', content: userParts(text, message.images) };
    case 'tool': {
      const callId = message.tool_call_id ?? ids.answered(message.tool_name ?? null);
      return {
        role: 'tool',
        content: [{ type: 'tool-result', callId, content: [{ type: 'text', text }], isError: false }],
      };
    }
    case 'assistant':
      return {
        role: 'assistant',
        content: [
          ...(message.thinking
            ? [{ type: 'reasoning' as const, text: message.thinking, signature: null }]
            : []),
          ...(text === '' ? [] : [{ type: 'text' as const, text }]),
          ...(message.tool_calls ?? []).map(({ id, function: { name, arguments: input } }) => ({
            type: 'tool-call' as const,
            id: ids.called(name, id ?? null),
            name,
            argumentsText: JSON.stringify(input ?? {}),
          })),
        ],
      };
  }
}

const userParts = (text: string, images: readonly string[] | null | undefined): UserPart[] => [
  { type: 'text', text },
  ...(images ?? []).map(
    (data): UserPart => ({
      type: 'image',
      source: { kind: 'base64', mediaType: mediaTypeOfBase64(data), data },
    }),
  ),
];

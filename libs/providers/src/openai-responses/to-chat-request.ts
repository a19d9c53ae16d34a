import type { ChatMessage, ChatRequest, ReasoningWish, ResponseFormat } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { extraFields } from '../extra-fields.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { OPENAI_VOCABULARY } from '../openai-chat/vocabulary.js';
import { toInvalidRequest } from '../request-body.js';
import {
  type ResponsesToTranslate,
  reasoningWishSchema,
  recordTypes,
  responsesToTranslateSchema,
} from './responses-request.schema.js';
import { toChatMessages } from './to-chat-messages.js';
import { hostedTypes, toToolFields } from './to-tool-fields.js';

/** @throws {GatewayError} `invalid_request` naming the field that no other dialect could carry */
export function responsesToChatRequest({ body, wantsStream }: ClientCall): ChatRequest {
  const checked = responsesToTranslateSchema.safeParse(body);
  if (!checked.success) throw toInvalidRequest(checked.error);
  const request = checked.data;
  return {
    model: request.model,
    messages: [...instructionsOf(request), ...toChatMessages(request.input)],
    ...toToolFields(request),
    parallelToolCalls: request.parallel_tool_calls ?? null,
    maxOutputTokens: request.max_output_tokens ?? null,
    temperature: request.temperature ?? null,
    topP: request.top_p ?? null,
    topK: null,
    stop: [],
    seed: null,
    presencePenalty: null,
    frequencyPenalty: null,
    responseFormat: toResponseFormat(request.text?.format),
    reasoning: toReasoningWish(request.reasoning?.effort),
    endUser: request.user ?? request.safety_identifier ?? null,
    wantsStream,
    vocabulary: OPENAI_VOCABULARY,
    extras: extrasOf(request, body),
  };
}

const instructionsOf = ({ instructions }: ResponsesToTranslate): ChatMessage[] =>
  instructions ? [{ role: 'system', content: [{ type: 'text', text: instructions }] }] : [];

function toResponseFormat(
  format: NonNullable<ResponsesToTranslate['text']>['format'],
): ResponseFormat | null {
  if (!format || format.type === 'text') return null;
  if (format.type === 'json_object') return { kind: 'json' };
  const { name, schema, strict } = format;
  return { kind: 'json-schema', name, schema, strict: strict ?? null };
}

function toReasoningWish(
  effort: NonNullable<ResponsesToTranslate['reasoning']>['effort'],
): ReasoningWish | null {
  if (!effort) return null;
  return effort === 'none' ? { kind: 'off' } : { kind: 'effort', effort };
}

/** What endpoints may take as it is, or else has to be told to the client; what only repeats a default is neither. */
function extrasOf(request: ResponsesToTranslate, body: JsonObject): JsonObject {
  const { text, user, safety_identifier: safetyIdentifier } = request;
  const extras = {
    ...extraFields(responsesToTranslateSchema, body),
    ...extraFields(reasoningWishSchema, request.reasoning ?? {}, 'reasoning.'),
    ...(text?.verbosity != null && { verbosity: text.verbosity }),
    ...(user && safetyIdentifier && { safety_identifier: safetyIdentifier }),
    ...leftOut(request),
  };
  return Object.fromEntries(Object.entries(extras).filter(([name, value]) => !saysNothing(name, value)));
}

/** What only OpenAI itself could do. */
const leftOut = (request: ResponsesToTranslate): JsonObject => ({
  ...(request.store === true && { store: true }),
  ...(request.include?.some((name) => name !== 'reasoning.encrypted_content') && {
    include: request.include,
  }),
  ...Object.fromEntries(hostedTypes(request).map((type) => [`tools.${type}`, true])),
  ...Object.fromEntries(recordTypesOf(request).map((type) => [`input.${type}`, true])),
});

const recordTypesOf = ({ input }: ResponsesToTranslate): string[] =>
  recordTypes.filter((recordType) => input.some(({ type }) => type === recordType));

const saysNothing = (name: string, value: unknown): boolean =>
  (isJsonObject(value) && Object.keys(value).length === 0) ||
  (name === 'truncation' && value === 'disabled') ||
  (name === 'top_logprobs' && value === 0);

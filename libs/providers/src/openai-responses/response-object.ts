import type { FinishReason, GatewayError, TokenUsage } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { encodeResponsesUsage } from './responses-usage.js';

/** How an answer stands: what the object says of itself. */
export type ResponseState =
  | { readonly status: 'in_progress' }
  | { readonly status: 'completed'; readonly usage: TokenUsage | null }
  | { readonly status: 'incomplete'; readonly usage: TokenUsage | null; readonly reason: string }
  | { readonly status: 'failed'; readonly usage: TokenUsage | null; readonly error: GatewayError };

export type ResponseHead = {
  readonly id: string;
  readonly model: string;
  /** By `performance.now`. */
  readonly startedAtMs: number;
  /** The body of the request, most of which the answer repeats. */
  readonly request: JsonObject;
};

/** What an answer repeats only where the client gave it. */
const repeatedIfGiven = [
  'max_tool_calls',
  'prompt_cache_key',
  'prompt_cache_retention',
  'safety_identifier',
  'service_tier',
  'top_logprobs',
  'user',
];

/** Why an answer that ended so is not whole; null for one that is. */
const incompleteReasons: Readonly<Record<FinishReason, string | null>> = {
  stop: null,
  'tool-calls': null,
  length: 'max_output_tokens',
  'content-filter': 'content_filter',
};

/** How an answer ended. This dialect tells tool calls by the items alone, so they are no reason of their own. */
export function endedState(finish: FinishReason | null, usage: TokenUsage | null): ResponseState {
  const reason = finish && incompleteReasons[finish];
  return reason ? { status: 'incomplete', usage, reason } : { status: 'completed', usage };
}

/** The whole object with everything that the SDKs' types require (OpenAI API reference, "The response object"). */
export function encodeResponse(
  head: ResponseHead,
  state: ResponseState,
  output: readonly JsonObject[],
): JsonObject {
  const { id, model, startedAtMs, request } = head;
  return {
    id,
    object: 'response',
    created_at: Math.floor((performance.timeOrigin + startedAtMs) / 1000),
    status: state.status,
    ...(state.status === 'completed' && { completed_at: Math.floor(Date.now() / 1000) }),
    background: false,
    error: state.status === 'failed' ? encodeResponseError(state.error) : null,
    incomplete_details: state.status === 'incomplete' ? { reason: state.reason } : null,
    model,
    output,
    usage: state.status === 'in_progress' ? null : encodeResponsesUsage(state.usage),
    ...repeatRequest(request),
  };
}

function repeatRequest(request: JsonObject): JsonObject {
  const reasoning = isJsonObject(request.reasoning) ? request.reasoning : {};
  const text = isJsonObject(request.text) ? request.text : {};
  return {
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    metadata: request.metadata ?? {},
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    reasoning: { effort: reasoning.effort ?? null, summary: reasoning.summary ?? null },
    store: false,
    temperature: request.temperature ?? null,
    text: { ...text, format: text.format ?? { type: 'text' } },
    tool_choice: request.tool_choice ?? 'auto',
    tools: request.tools ?? [],
    top_p: request.top_p ?? null,
    truncation: request.truncation ?? 'disabled',
    ...Object.fromEntries(
      repeatedIfGiven.flatMap((name) => (request[name] == null ? [] : [[name, request[name]]])),
    ),
  };
}

/** Codes that clients act on. Most SDKs have an enumeration of them, so every other of ours is told as a server's error. */
const codeByError: Partial<Record<GatewayError['code'], string>> = {
  upstream_rate_limited: 'rate_limit_exceeded',
  upstream_quota_exhausted: 'insufficient_quota',
};

const encodeResponseError = (error: GatewayError): JsonObject => ({
  code: error.upstream?.code ?? codeByError[error.code] ?? 'server_error',
  message: error.message,
});

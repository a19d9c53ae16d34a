import { type AssistantPart, type ChatRequest, type ReasoningEffort } from '@switchyard/domain';
import { effortOfBudget } from '../effort-of-budget.js';
import { type CarriedExtras, splitExtras } from '../extra-fields.js';
import type { JsonObject } from '../json.js';
import { OPENAI_VOCABULARY } from '../openai-chat/vocabulary.js';
import { droppedNotes } from '../upstream-dialect/dropped-notes.js';
import type { EncodedRequest } from '../upstream-dialect/upstream-dialect.js';
import { REASONING_FORMAT } from './reasoning-format.js';
import { toInputItems, withoutDanglingThoughts } from './to-input-items.js';

/** OpenAI refuses a smaller limit. */
const MIN_OUTPUT_TOKENS = 16;
/** OpenAI refuses a longer name of an end user. */
const MAX_USER_LENGTH = 64;

/** Fields beyond the canonical ones that this API knows too. */
const carriedExtras: CarriedExtras = {
  vocabulary: OPENAI_VOCABULARY,
  names: [
    'metadata',
    'prompt_cache_key',
    'prompt_cache_options',
    'prompt_cache_retention',
    'safety_identifier',
    'service_tier',
    'truncation',
    'verbosity',
  ],
};

/**
 * A request of another dialect as a Responses body, with a note for each thing that this one cannot carry. Nothing is
 * stored, so what a model thought comes back sealed and goes out again with the next turn.
 * Stop sequences are cut at by the gateway: an answer that runs on beyond one is another answer.
 */
export function encodeResponsesRequest(request: ChatRequest, asStream: boolean): EncodedRequest {
  const { verbosity, ...extras } = splitExtras(request, extrasFor(request)).taken;
  const body: JsonObject = {
    model: request.model,
    ...conversationOf(request),
    store: false,
    ...toolFields(request),
    ...limitOf(request),
    ...(request.temperature !== null && { temperature: request.temperature }),
    ...(request.topP !== null && { top_p: request.topP }),
    ...textOf(request, verbosity),
    ...reasoningOf(request),
    ...(isKnownUser(request) && { user: request.endUser }),
    ...extras,
    ...(asStream && { stream: true }),
  };
  return { body, notes: notesOf(request), ...(request.stop.length > 0 && { cutAt: request.stop }) };
}

/** Nothing is ever stored, so the wish for that is granted. */
const extrasFor = ({ extras }: ChatRequest): CarriedExtras =>
  extras.store === false ? { ...carriedExtras, names: [...carriedExtras.names, 'store'] } : carriedExtras;

/** What stands before the conversation is instructions; what the system says later keeps its place. */
function conversationOf({ messages }: ChatRequest): JsonObject {
  const first = messages.findIndex(({ role }) => role !== 'system');
  if (first === -1) return { input: messages.flatMap(toInputItems) };
  const instructions = messages
    .slice(0, first)
    .flatMap(({ content }) => content.flatMap((part) => (part.type === 'text' ? [part.text] : [])));
  return {
    ...(instructions.length > 0 && { instructions: instructions.join('\n\n') }),
    input: messages.slice(first).flatMap(toInputItems),
  };
}

function toolFields({ tools, toolChoice, parallelToolCalls }: ChatRequest): JsonObject {
  if (tools.length === 0) return {};
  return {
    tools: tools.map(toFunction),
    ...(toolChoice && {
      tool_choice: toolChoice.kind === 'tool' ? { type: 'function', name: toolChoice.name } : toolChoice.kind,
    }),
    ...(parallelToolCalls !== null && { parallel_tool_calls: parallelToolCalls }),
  };
}

/** A tool is strict here unless it says otherwise, which makes every optional argument a required one. */
const toFunction = ({
  name,
  description,
  inputSchema,
  strict,
}: ChatRequest['tools'][number]): JsonObject => ({
  type: 'function',
  name,
  ...(description !== null && { description }),
  parameters: inputSchema ?? { type: 'object', properties: {} },
  strict: strict ?? false,
});

const limitOf = ({ maxOutputTokens }: ChatRequest): JsonObject =>
  maxOutputTokens === null ? {} : { max_output_tokens: Math.max(maxOutputTokens, MIN_OUTPUT_TOKENS) };

function textOf({ responseFormat }: ChatRequest, verbosity: unknown): JsonObject {
  const text = {
    ...(responseFormat && { format: toTextFormat(responseFormat) }),
    ...(verbosity !== undefined && { verbosity }),
  };
  return Object.keys(text).length > 0 ? { text } : {};
}

function toTextFormat(format: NonNullable<ChatRequest['responseFormat']>): JsonObject {
  if (format.kind === 'json') return { type: 'json_object' };
  const { name, schema, strict } = format;
  return { type: 'json_schema', name, schema, ...(strict !== null && { strict }) };
}

/**
 * Sealed reasoning is asked for only where the model is known to think, since others refuse to be asked ("Encrypted
 * content is not supported with this model"). A summary is all that is ever shown of it.
 */
function reasoningOf(request: ChatRequest): JsonObject {
  const { reasoning } = request;
  const include = { include: ['reasoning.encrypted_content'] };
  if (reasoning === null) return hasOwnReasoning(request) ? include : {};
  if (reasoning.kind === 'off') return { reasoning: { effort: 'none' } };
  const effort = effortOf(request);
  if (effort === 'none') return { reasoning: { effort } };
  return { reasoning: { ...(effort && { effort }), summary: 'auto' }, ...include };
}

function effortOf({ reasoning, maxOutputTokens }: ChatRequest): ReasoningEffort | null {
  // The models that know the word `max` are fewer yet than those that know the one below it.
  if (reasoning?.kind === 'effort') return reasoning.effort === 'max' ? 'xhigh' : reasoning.effort;
  if (reasoning?.kind !== 'budget') return null;
  return effortOfBudget(reasoning.budgetTokens, maxOutputTokens ?? reasoning.budgetTokens);
}

const assistantTurns = ({ messages }: ChatRequest): (readonly AssistantPart[])[] =>
  messages.flatMap((message) => (message.role === 'assistant' ? [message.content] : []));

const isOwnReasoning = (part: AssistantPart): boolean =>
  (part.type === 'reasoning' && part.signature?.format === REASONING_FORMAT) ||
  (part.type === 'redacted-reasoning' && part.format === REASONING_FORMAT);

const hasOwnReasoning = (request: ChatRequest): boolean =>
  assistantTurns(request).some((parts) => parts.some(isOwnReasoning));

const isKnownUser = ({ endUser }: ChatRequest): boolean =>
  endUser !== null && endUser.length <= MAX_USER_LENGTH;

function notesOf(request: ChatRequest): string[] {
  const { maxOutputTokens, reasoning, endUser } = request;
  const missing = missingParameters(request);
  return [
    ...droppedNotes(request, {
      extras: extrasFor(request),
      cacheMarks: false,
      reasoningFormat: REASONING_FORMAT,
    }),
    ...(missing.length > 0 ? [`dropped, as the endpoint has no such parameter: ${missing.join(', ')}`] : []),
    ...(maxOutputTokens !== null && maxOutputTokens < MIN_OUTPUT_TOKENS
      ? [`the limit of output was raised to ${MIN_OUTPUT_TOKENS} tokens, the least that the endpoint takes`]
      : []),
    ...(reasoning?.kind === 'off'
      ? ['the wish for no thinking became an effort of none, which not every model takes']
      : []),
    ...(endUser !== null && !isKnownUser(request)
      ? [`the name of the end user was dropped: the endpoint takes ${MAX_USER_LENGTH} characters`]
      : []),
    ...(hasDanglingThoughts(request)
      ? ['thinking that no answer followed was dropped: the endpoint takes none alone']
      : []),
  ];
}

function missingParameters({ topK, seed, presencePenalty, frequencyPenalty }: ChatRequest): string[] {
  const wishes = {
    top_k: topK,
    seed,
    presence_penalty: presencePenalty,
    frequency_penalty: frequencyPenalty,
  };
  return Object.entries(wishes).flatMap(([name, value]) => (value === null ? [] : [name]));
}

const hasDanglingThoughts = (request: ChatRequest): boolean =>
  assistantTurns(request).some((parts) =>
    parts.slice(withoutDanglingThoughts(parts).length).some(isOwnReasoning),
  );

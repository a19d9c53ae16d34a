import type { ChatRequest, ReasoningEffort, ToolDefinition } from '@switchyard/domain';
import { isJsonObject, type JsonObject } from '../json.js';
import { droppedNotes, UNSIGNED } from '../upstream-dialect/dropped-notes.js';
import type { EncodedRequest } from '../upstream-dialect/upstream-dialect.js';
import { encodeOllamaMessages } from './encode-ollama-messages.js';
import { carriedExtrasOf, encodeExtras } from './ollama-extras.js';

/**
 * A request of another dialect as a body for `/api/chat`, with a note for each thing Ollama cannot carry.
 * @throws {GatewayError} `invalid_request` as `encodeOllamaMessages` does
 */
export function encodeOllamaRequest(request: ChatRequest, asStream: boolean): EncodedRequest {
  const extras = encodeExtras(request);
  const options = { ...extras.options, ...optionsOf(request) };
  const body: JsonObject = {
    model: request.model,
    messages: encodeOllamaMessages(request.messages),
    ...(offersTools(request) && { tools: request.tools.map(encodeTool) }),
    ...formatOf(request),
    ...thinkOf(request),
    ...extras.fields,
    ...(Object.keys(options).length > 0 && { options }),
    // Ollama streams unless it is told not to.
    stream: asStream,
  };
  return { body, notes: notesOf(request) };
}

/** Ollama has no `tool_choice`; a model that is offered no tools calls none. */
const offersTools = ({ tools, toolChoice }: ChatRequest): boolean =>
  tools.length > 0 && toolChoice?.kind !== 'none';

const encodeTool = ({ name, description, inputSchema }: ToolDefinition): JsonObject => ({
  type: 'function',
  function: {
    name,
    ...(description !== null && { description }),
    parameters: inputSchema ?? { type: 'object', properties: {} },
  },
});

const optionsOf = (request: ChatRequest): JsonObject => ({
  ...(request.temperature !== null && { temperature: request.temperature }),
  ...(request.topP !== null && { top_p: request.topP }),
  ...(request.topK !== null && { top_k: request.topK }),
  ...(request.maxOutputTokens !== null && { num_predict: request.maxOutputTokens }),
  ...(request.stop.length > 0 && { stop: request.stop }),
  ...(request.seed !== null && { seed: request.seed }),
  ...(request.presencePenalty !== null && { presence_penalty: request.presencePenalty }),
  ...(request.frequencyPenalty !== null && { frequency_penalty: request.frequencyPenalty }),
});

function formatOf({ responseFormat }: ChatRequest): JsonObject {
  if (responseFormat === null) return {};
  const schema = responseFormat.kind === 'json-schema' ? responseFormat.schema : null;
  return { format: isJsonObject(schema) ? schema : 'json' };
}

const thinkByEffort: Readonly<Record<ReasoningEffort, false | string>> = {
  none: false,
  minimal: 'low',
  low: 'low',
  medium: 'medium',
  high: 'high',
  // As Ollama's own fronts for other dialects do: `max` is more than was asked for, and not known to all versions.
  xhigh: 'high',
  max: 'max',
};

/**
 * Left alone, Ollama lets every model think that can, and it refuses a request that orders thinking from one that
 * cannot (`server/routes.go`). So a mere limit, or "as you like", is not sent as an order: agents send such a wish with
 * every request, whatever the model, and Ollama's own front for them relaxes it in the same way.
 */
function thinkOf({ reasoning }: ChatRequest): JsonObject {
  if (reasoning?.kind === 'off') return { think: false };
  return reasoning?.kind === 'effort' ? { think: thinkByEffort[reasoning.effort] } : {};
}

const notesOf = (request: ChatRequest): string[] => [
  ...droppedNotes(request, {
    extras: carriedExtrasOf(request),
    cacheMarks: false,
    reasoningFormat: UNSIGNED,
  }),
  ...toolNotesOf(request),
  ...(request.reasoning?.kind === 'budget'
    ? ['the budget for thinking was dropped: the endpoint knows no such limit']
    : []),
  ...(request.endUser !== null ? ['the id of the end user was dropped: the endpoint takes none'] : []),
];

function toolNotesOf({ tools, toolChoice, parallelToolCalls }: ChatRequest): string[] {
  if (tools.length === 0) return [];
  if (toolChoice?.kind === 'none') return ['tools were left out, as none may be called'];
  return [
    ...(toolChoice?.kind === 'required' || toolChoice?.kind === 'tool'
      ? ['tool_choice was dropped: at this endpoint the model decides']
      : []),
    ...(parallelToolCalls === false
      ? ['the limit to one tool call at a time was dropped: the endpoint has none']
      : []),
    ...(tools.some(({ strict }) => strict === true)
      ? ['strict was dropped: the endpoint does not enforce the schemas of tools']
      : []),
  ];
}

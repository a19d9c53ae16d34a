import type { VirtualModelConfig } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { limitFieldOf } from './limit-field.js';

/**
 * The client's own chat body with the real model name and the virtual model's defaults where the client gave nothing.
 * Usage is always asked for in a stream, since the ledger needs it.
 */
export function patchChatBody(call: ClientCall, model: VirtualModelConfig, asStream: boolean): JsonObject {
  const body = patchCompletionBody(call, model, asStream);
  if (model.systemPrompt === null) return body;
  const messages = call.body.messages as unknown[];
  return { ...body, messages: [{ role: 'system', content: model.systemPrompt }, ...messages] };
}

/** The same for a text completion, which has no system prompt. */
export function patchCompletionBody(
  { body: { stream: _stream, stream_options: streamOptions, ...rest } }: ClientCall,
  model: VirtualModelConfig,
  asStream: boolean,
): JsonObject {
  const body: JsonObject = { ...rest, model: model.actualModel };
  for (const [field, value] of Object.entries(defaultsFor(body, model))) body[field] ??= value;
  if (!asStream) return body;
  const options = { ...(streamOptions as JsonObject | null | undefined), include_usage: true };
  return { ...body, stream: true, stream_options: options };
}

/** Of a virtual model's rules only the name has a meaning for embeddings. */
export const patchEmbeddingsBody = (call: ClientCall, model: VirtualModelConfig): JsonObject => ({
  ...call.body,
  model: model.actualModel,
});

function defaultsFor(body: JsonObject, { defaults, actualModel }: VirtualModelConfig): JsonObject {
  const hasLimit =
    body.max_completion_tokens != null || body.max_tokens != null || defaults.maxTokens === null;
  return {
    ...(!hasLimit && { [limitFieldOf(actualModel)]: defaults.maxTokens }),
    ...(defaults.temperature !== null && { temperature: defaults.temperature }),
    ...(defaults.topP !== null && { top_p: defaults.topP }),
  };
}

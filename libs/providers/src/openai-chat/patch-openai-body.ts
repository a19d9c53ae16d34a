import type { VirtualModelConfig } from '@switchyard/domain';
import type { BodyChanges } from '../body-bytes/body-changes.js';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { limitFieldOf } from './limit-field.js';

/**
 * What changes in the client's own chat body: the real model name, and the virtual model's defaults where the client gave
 * nothing. Usage is always asked for in a stream, since the ledger needs it.
 */
export function patchChatBody(call: ClientCall, model: VirtualModelConfig, asStream: boolean): BodyChanges {
  const changes = patchCompletionBody(call, model, asStream);
  if (model.systemPrompt === null) return changes;
  const messages = call.bytes.field('messages') as unknown[];
  return { ...changes, messages: [{ role: 'system', content: model.systemPrompt }, ...messages] };
}

/** The same for a text completion, which has no system prompt. */
export function patchCompletionBody(
  { bytes }: ClientCall,
  model: VirtualModelConfig,
  asStream: boolean,
): BodyChanges {
  const changes: JsonObject = { model: model.actualModel, stream: undefined, stream_options: undefined };
  for (const [field, value] of defaultsOf(model, (name) => bytes.field(name) != null)) changes[field] = value;
  if (!asStream) return changes;
  const options = bytes.field('stream_options') as JsonObject | null | undefined;
  changes.stream = true;
  changes.stream_options = { ...options, include_usage: true };
  return changes;
}

/** Of a virtual model's rules only the name has a meaning for embeddings. */
export const patchEmbeddingsBody = (_call: ClientCall, model: VirtualModelConfig): BodyChanges => ({
  model: model.actualModel,
});

function defaultsOf(
  { defaults, actualModel }: VirtualModelConfig,
  isGiven: (field: string) => boolean,
): [string, number][] {
  const { maxTokens, temperature, topP } = defaults;
  const found: [string, number][] = [];
  if (maxTokens !== null && !isGiven('max_completion_tokens') && !isGiven('max_tokens'))
    found.push([limitFieldOf(actualModel), maxTokens]);
  if (temperature !== null && !isGiven('temperature')) found.push(['temperature', temperature]);
  if (topP !== null && !isGiven('top_p')) found.push(['top_p', topP]);
  return found;
}

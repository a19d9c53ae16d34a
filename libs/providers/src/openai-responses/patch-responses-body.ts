import type { VirtualModelConfig } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import { isJsonObject, type JsonObject } from '../json.js';
import { isMadeHere } from './item-ids.js';
import { REASONING_FORMAT } from './reasoning-format.js';
import { readEncryptedContent } from './reasoning-items.js';

/**
 * The client's own body with the real model's name and the virtual model's rules. Items of earlier turns that another
 * endpoint answered are made fit for this one: it knows none of the ids that were made here, and no other provider's
 * seal.
 */
export function patchResponsesBody(
  { body: { stream: _stream, stream_options: streamOptions, input, ...rest } }: ClientCall,
  model: VirtualModelConfig,
  asStream: boolean,
): JsonObject {
  const { maxTokens, temperature, topP } = model.defaults;
  const instructions = [model.systemPrompt, rest.instructions].filter((text) => text != null && text !== '');
  return {
    ...rest,
    model: model.actualModel,
    ...(input !== undefined && { input: Array.isArray(input) ? toKnownItems(input) : input }),
    ...(model.systemPrompt !== null && { instructions: instructions.join('\n\n') }),
    ...(maxTokens !== null && { max_output_tokens: rest.max_output_tokens ?? maxTokens }),
    ...(temperature !== null && { temperature: rest.temperature ?? temperature }),
    ...(topP !== null && { top_p: rest.top_p ?? topP }),
    ...(asStream && { stream: true, ...(streamOptions !== undefined && { stream_options: streamOptions }) }),
  };
}

/** Whether another endpoint's reasoning is among the items of earlier turns. */
export const losesReasoning = ({ input }: JsonObject): boolean =>
  Array.isArray(input) &&
  input.some(
    (item) => isJsonObject(item) && item.type === 'reasoning' && toKnownReasoning(item).length === 0,
  );

/** The same array where nothing has to change, so that its bytes can stay. */
function toKnownItems(items: unknown[]): unknown[] {
  const known = items.flatMap(toKnownItem);
  return known.length === items.length && known.every((item, index) => item === items[index]) ? items : known;
}

function toKnownItem(item: unknown): unknown[] {
  if (!isJsonObject(item)) return [item];
  if (item.type === 'reasoning') return toKnownReasoning(item);
  return [withoutOurId(item)];
}

function toKnownReasoning(item: JsonObject): unknown[] {
  const { id, encrypted_content: sealed } = item;
  if (typeof sealed !== 'string' || sealed === '') return isMadeHere(id) ? [] : [item];
  const { isRedacted, signature } = readEncryptedContent(sealed, null);
  if (signature.value === sealed) return [item];
  if (isRedacted || signature.format !== REASONING_FORMAT) return [];
  const { id: _id, ...rest } = item;
  const { value, itemId } = signature;
  return [{ ...rest, ...(itemId !== null && { id: itemId }), encrypted_content: value }];
}

function withoutOurId(item: JsonObject): JsonObject {
  const { id, ...rest } = item;
  return isMadeHere(id) ? rest : item;
}

import type { VirtualModelConfig } from '@switchyard/domain';
import type { ClientCall } from '../client-dialect/client-dialect.js';
import type { JsonObject } from '../json.js';
import { API_VERSION } from './api-version.js';
import { modelRules } from './claude-model-rules.js';
import { isBlank } from './encode-content-blocks.js';
import { isThinkingOn } from './encode-thinking.js';
import { withoutForeignThinking } from './foreign-thinking.js';

/**
 * The client's own request for an endpoint of the same dialect: with the real model's name, the virtual model's
 * instructions before the client's, and its defaults where the client gave nothing. Every other field stays, but for
 * what other models thought.
 */
export function patchMessagesCall(
  { body, headers }: Pick<ClientCall, 'body' | 'headers'>,
  model: VirtualModelConfig,
  asStream: boolean,
): JsonObject {
  const { stream: _stream, ...rest } = patchForCount(body, model);
  const version = String(headers?.['anthropic-version'] ?? API_VERSION);
  return {
    ...rest,
    ...defaultsFor(rest, model, version <= API_VERSION),
    ...(asStream && { stream: true }),
  };
}

/** The same for a request whose tokens are only to be counted; it has neither a limit nor parameters of sampling. */
export const patchForCount = (
  body: JsonObject,
  { actualModel, systemPrompt }: VirtualModelConfig,
): JsonObject => ({
  ...withoutForeignThinking(body, actualModel),
  model: actualModel,
  ...(systemPrompt !== null && !isBlank(systemPrompt) && { system: before(systemPrompt, body.system) }),
});

/** Blocks stay blocks: some of them may be marked for the cache. */
function before(systemPrompt: string, system: unknown): unknown {
  if (Array.isArray(system)) return [{ type: 'text', text: systemPrompt }, ...system];
  return typeof system === 'string' && !isBlank(system) ? `${systemPrompt}\n\n${system}` : systemPrompt;
}

/** An operator's default must not make a request invalid that the model would have taken without it. */
function defaultsFor(
  body: JsonObject,
  { actualModel, defaults }: VirtualModelConfig,
  hasSampling: boolean,
): JsonObject {
  const rules = modelRules(actualModel);
  const takesSampling = hasSampling && !rules.refusesBudgetAndSampling && !isThinkingOn(body.thinking);
  const isMissing = (field: string): boolean => body[field] == null;
  const temperature = takesSampling && isMissing('temperature') && defaults.temperature !== null;
  const hasTemperature = temperature || !isMissing('temperature');
  return {
    ...(isMissing('max_tokens') && defaults.maxTokens !== null && { max_tokens: defaults.maxTokens }),
    ...(temperature &&
      !(rules.refusesTwoSamplingParameters && !isMissing('top_p')) && { temperature: defaults.temperature }),
    ...(takesSampling &&
      isMissing('top_p') &&
      defaults.topP !== null &&
      !(rules.refusesTwoSamplingParameters && hasTemperature) && { top_p: defaults.topP }),
  };
}

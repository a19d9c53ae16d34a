import type { ChatRequest } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import { droppedNotes } from '../upstream-dialect/dropped-notes.js';
import type { EncodedRequest } from '../upstream-dialect/upstream-dialect.js';
import { modelRules } from './claude-model-rules.js';
import { isBlank } from './encode-content-blocks.js';
import { encodeConversation, lacksThinking } from './encode-conversation.js';
import { encodeResponseFormat } from './encode-response-format.js';
import { encodeSampling } from './encode-sampling.js';
import { type EncodedThinking, encodeThinking } from './encode-thinking.js';
import { encodeTools, isForced } from './encode-tools.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/**
 * A request of another dialect for Anthropic's Messages API, version 2023-06-01: that is the last one with parameters
 * of sampling, and newer ones take away but add nothing (Anthropic API reference, "Versions").
 * @param request with the model's name as the endpoint knows it, by which it is told what the model takes
 * @throws {GatewayError} `invalid_request` for images and tool results that have no place in this dialect
 */
export function encodeMessagesRequest(request: ChatRequest, asStream: boolean): EncodedRequest {
  const rules = modelRules(request.model);
  const { system, turns, notes } = encodeConversation(request.messages);
  const format = encodeResponseFormat(request.responseFormat, rules);
  const tools = encodeTools(request, rules, turns);
  const thinking = encodeThinking(request, rules, {
    forcesTool: request.tools.length > 0 && isForced(request.toolChoice),
    lacksThinking: lacksThinking(turns),
  });
  const sampling = encodeSampling(request, rules, thinking.isOn);
  const stop = request.stop.filter((sequence) => !isBlank(sequence));
  const body: JsonObject = {
    model: request.model,
    max_tokens: thinking.maxTokens,
    ...systemField(system, format.instruction),
    messages: turns,
    ...tools.fields,
    ...outputConfigField(thinking, format.format),
    ...(thinking.thinking && { thinking: thinking.thinking }),
    ...sampling.fields,
    ...(stop.length > 0 && { stop_sequences: stop }),
    ...(request.endUser !== null && { metadata: { user_id: request.endUser } }),
    ...(asStream && { stream: true }),
  };
  const allNotes = [
    ...notes,
    ...format.notes,
    ...tools.notes,
    ...thinking.notes,
    ...sampling.notes,
    ...unknownParameters(request),
    ...droppedNotes(request, {
      // Clients that speak in words of this dialect need no translation to it.
      extras: null,
      cacheMarks: true,
      reasoningFormat: REASONING_FORMAT,
    }),
  ];
  // The endpoint refuses those of nothing but white space.
  const cutAt = request.stop.filter(isBlank);
  return { body, notes: [...new Set(allNotes)], ...(cutAt.length > 0 && { cutAt }) };
}

/** One text where that loses nothing; blocks where some of them are marked for the cache. */
function systemField(blocks: readonly JsonObject[], instruction: string | null): JsonObject {
  const all = instruction === null ? blocks : [...blocks, { type: 'text', text: instruction }];
  if (all.length === 0) return {};
  if (all.some((block) => 'cache_control' in block)) return { system: all };
  return { system: all.map(({ text }) => text).join('\n\n') };
}

function outputConfigField({ effort }: EncodedThinking, format: JsonObject | null): JsonObject {
  if (effort === null && format === null) return {};
  return { output_config: { ...(effort !== null && { effort }), ...(format && { format }) } };
}

function unknownParameters({ seed, presencePenalty, frequencyPenalty }: ChatRequest): string[] {
  const given = { seed, presence_penalty: presencePenalty, frequency_penalty: frequencyPenalty };
  const names = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [name]));
  return names.length === 0 ? [] : [`dropped, as the endpoint has no such parameters: ${names.join(', ')}`];
}

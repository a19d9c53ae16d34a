import { GatewayError, type VirtualModelConfig } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { EndpointCall } from './endpoint-call.js';

/**
 * The body for the endpoint: the client's own, with the real model name and the virtual model's defaults where the
 * client gave nothing. Usage is always asked for in a stream, since the ledger needs it.
 */
export function encodeEndpointCall(call: EndpointCall, model: VirtualModelConfig, asStream: boolean): string {
  const { stream: _stream, stream_options: streamOptions, ...rest } = call.body;
  const body: JsonObject = { ...rest, model: model.actualModel };
  if (model.systemPrompt !== null && call.operation === 'chat') {
    body.messages = [{ role: 'system', content: model.systemPrompt }, ...(call.body.messages as unknown[])];
  }
  const defaults = call.operation === 'embeddings' ? {} : defaultsFor(body, model);
  for (const [field, value] of Object.entries(defaults)) body[field] ??= value;
  if (asStream) {
    body.stream = true;
    body.stream_options = { ...(streamOptions as JsonObject | null | undefined), include_usage: true };
  }
  return stringify(body);
}

/** Reading JSON has no limit of depth, writing it has. */
function stringify(body: JsonObject): string {
  try {
    return JSON.stringify(body);
  } catch (error) {
    throw new GatewayError('invalid_request', 'The request body is nested too deeply.', { cause: error });
  }
}

function defaultsFor(body: JsonObject, { defaults }: VirtualModelConfig): JsonObject {
  const hasLimit = body.max_completion_tokens != null || defaults.maxTokens === null;
  return {
    ...(!hasLimit && { max_tokens: defaults.maxTokens }),
    ...(defaults.temperature !== null && { temperature: defaults.temperature }),
    ...(defaults.topP !== null && { top_p: defaults.topP }),
  };
}

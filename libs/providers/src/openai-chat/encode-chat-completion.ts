import { randomUUID } from 'node:crypto';
import { type ChatResult, textOfParts, toolCallsOf } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import { encodeUsage } from './encode-usage.js';
import { toFinishReason } from './finish-reason.js';
import { toReasoningDetail } from './reasoning-details.js';

/**
 * A whole answer as OpenAI's chat completion.
 * @param model the name for an answer whose endpoint gives none
 */
export function encodeChatCompletion(result: ChatResult, model: string): JsonObject {
  const calls = toolCallsOf(result.parts);
  return {
    id: result.id || `chatcmpl-${randomUUID()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: result.model || model,
    choices: [
      {
        index: 0,
        message: toMessage(result),
        logprobs: null,
        finish_reason: toFinishReason(result.finishReason, calls.length > 0),
      },
    ],
    usage: encodeUsage(result.usage),
  };
}

function toMessage({ parts }: ChatResult): JsonObject {
  const text = textOfParts(parts, 'text');
  const reasoning = textOfParts(parts, 'reasoning');
  const refusal = textOfParts(parts, 'refusal');
  const calls = toolCallsOf(parts);
  const details = parts
    .filter((part) => part.type === 'reasoning' || part.type === 'redacted-reasoning')
    .flatMap((part, index) => toReasoningDetail(part, index) ?? []);
  return {
    role: 'assistant',
    content: text === '' && (calls.length > 0 || refusal !== '') ? null : text,
    refusal: refusal === '' ? null : refusal,
    ...(reasoning !== '' && { reasoning_content: reasoning }),
    ...(details.length > 0 && { reasoning_details: details }),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ id, name, argumentsText }) => ({
        id,
        type: 'function',
        function: { name, arguments: argumentsText },
      })),
    }),
  };
}

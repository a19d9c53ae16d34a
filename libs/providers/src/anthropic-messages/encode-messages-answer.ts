import type { ChatResult } from '@switchyard/domain';
import { type JsonObject, parseJsonObject } from '../json.js';
import { toMessagesUsage } from './messages-usage.js';
import { toStopReason } from './stop-reason.js';

/** A whole answer as one Anthropic message. */
export const encodeMessagesAnswer = (result: ChatResult): JsonObject => ({
  id: result.id || 'msg',
  type: 'message',
  role: 'assistant',
  model: result.model,
  content: [
    ...(result.reasoning === '' ? [] : [{ type: 'thinking', thinking: result.reasoning, signature: '' }]),
    ...(result.text === '' ? [] : [{ type: 'text', text: result.text }]),
    ...result.toolCalls.map(({ id, name, argumentsText }) => ({
      type: 'tool_use',
      id,
      name,
      input: parseJsonObject(argumentsText),
    })),
  ],
  stop_reason: toStopReason(result.finishReason, result.toolCalls.length > 0),
  stop_sequence: null,
  usage: toMessagesUsage(result.usage),
});

import { randomUUID } from 'node:crypto';
import { type AssistantPart, type ChatResult, toolCallsOf } from '@switchyard/domain';
import { type JsonObject, toToolInput } from '../json.js';
import { toSignatureText } from '../reasoning-signature-text.js';
import { toMessagesUsage } from './messages-usage.js';
import { REASONING_FORMAT } from './reasoning-format.js';
import { endOf } from './stop-reason.js';

/**
 * A whole answer as one Anthropic message.
 * @param model the name for an answer whose endpoint gives none
 */
export const encodeMessagesAnswer = (result: ChatResult, model: string): JsonObject => ({
  id: result.id || `msg_${randomUUID()}`,
  type: 'message',
  role: 'assistant',
  model: result.model || model,
  content: result.parts.map(toBlock),
  ...endOf(result, toolCallsOf(result.parts).length > 0),
  usage: toMessagesUsage(result.usage),
});

/** Anthropic has no block for a refusal's words; they are what the user reads. */
function toBlock(part: AssistantPart): JsonObject {
  switch (part.type) {
    case 'text':
    case 'refusal':
      return { type: 'text', text: part.text };
    case 'reasoning': {
      const signature = part.signature ? toSignatureText(part.signature, REASONING_FORMAT) : '';
      return { type: 'thinking', thinking: part.text, signature };
    }
    case 'redacted-reasoning':
      return { type: 'redacted_thinking', data: redactedText(part) };
    case 'tool-call':
      return { type: 'tool_use', id: part.id, name: part.name, input: toToolInput(part.argumentsText) };
  }
}

/** Hidden reasoning of another provider is marked like a signature of it. */
export const redactedText = ({ format, data }: { format: string; data: string }): string =>
  toSignatureText({ format, value: data, itemId: null }, REASONING_FORMAT);

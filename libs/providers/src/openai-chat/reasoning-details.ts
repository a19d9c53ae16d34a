import type { ReasoningPart, RedactedReasoningPart } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import type { OpenAiMessage } from './chat-request.schema.js';

/**
 * OpenAI's chat dialect has no place for signed reasoning. OpenRouter's `reasoning_details` is the form that clients
 * know: they send it back as it came (OpenRouter, "Reasoning Tokens").
 */
export function toReasoningDetail(
  part: ReasoningPart | RedactedReasoningPart,
  index: number,
): JsonObject | null {
  if (part.type === 'redacted-reasoning')
    return { type: 'reasoning.encrypted', data: part.data, format: part.format, index };
  if (part.signature === null) return null;
  const { format, value, itemId } = part.signature;
  return {
    type: 'reasoning.text',
    text: part.text,
    signature: value,
    ...(itemId !== null && { id: itemId }),
    format,
    index,
  };
}

/** Reasoning that came back with a turn of the assistant; the plain text only where nothing is signed. */
export function reasoningPartsOf(
  message: Extract<OpenAiMessage, { role: 'assistant' }>,
): (ReasoningPart | RedactedReasoningPart)[] {
  const signed = (message.reasoning_details ?? []).flatMap(
    ({ type, text, signature, data, id, format }): (ReasoningPart | RedactedReasoningPart)[] => {
      if (!format) return [];
      if (type === 'reasoning.encrypted' && data) return [{ type: 'redacted-reasoning', format, data }];
      if (type !== 'reasoning.text' || !signature) return [];
      const seal = { format, value: signature, itemId: id ?? null };
      return [{ type: 'reasoning', text: text ?? '', signature: seal }];
    },
  );
  if (signed.length > 0) return signed;
  const text = message.reasoning_content || message.reasoning;
  return text ? [{ type: 'reasoning', text, signature: null }] : [];
}

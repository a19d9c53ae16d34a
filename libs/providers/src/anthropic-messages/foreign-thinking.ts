import { isJsonObject, type JsonObject } from '../json.js';
import { fromSignatureText } from '../reasoning-signature-text.js';
import { isClaude } from './claude-model-rules.js';
import { type EncodedTurn, isThinking, lacksThinking } from './encode-conversation.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/**
 * Whether a client gives back what another model thought, whom it asked before: marked with who signed it, or unsigned.
 * Anthropic refuses both ("Invalid `signature` in `thinking` block"), and the conversation could never go on. Models of
 * other makers do not sign, and some want to see what they thought.
 */
export const holdsForeignThinking = ({ messages }: JsonObject, model: string): boolean =>
  Array.isArray(messages) && messages.some((message) => blocksOf(message).some(foreignTo(model)));

/**
 * The request without it. Where a turn that is still going on loses its beginning that way, thinking with a budget is left
 * out too: the API wants such a turn to begin with what was thought.
 * @param model as the endpoint knows it
 */
export function withoutForeignThinking(body: JsonObject, model: string): JsonObject {
  if (!holdsForeignThinking(body, model)) return body;
  const messages = (body.messages as unknown[]).flatMap((message) => withoutForeign(message, model));
  const { thinking, ...rest } = body;
  const isBudget = isJsonObject(thinking) && thinking.type === 'enabled';
  const cannotThink = thinking === undefined || (isBudget && lacksThinking(messages.map(toTurn)));
  return { ...rest, messages, ...(!cannotThink && { thinking }) };
}

/** A message that was nothing else has nothing to tell. */
function withoutForeign(message: unknown, model: string): unknown[] {
  const isForeign = foreignTo(model);
  if (!isJsonObject(message) || !blocksOf(message).some(isForeign)) return [message];
  const content = (message.content as unknown[]).filter((block) => !isJsonObject(block) || !isForeign(block));
  return content.length === 0 ? [] : [{ ...message, content }];
}

const foreignTo =
  (model: string) =>
  (block: JsonObject): boolean => {
    if (!isThinking(block)) return false;
    const seal = block.type === 'thinking' ? block.signature : block.data;
    if (typeof seal !== 'string' || seal === '') return isClaude(model);
    return fromSignatureText(seal, REASONING_FORMAT).format !== REASONING_FORMAT;
  };

const blocksOf = (message: unknown): JsonObject[] =>
  isJsonObject(message) && Array.isArray(message.content) ? message.content.filter(isJsonObject) : [];

const toTurn = (message: unknown): EncodedTurn => ({
  role: isJsonObject(message) && message.role === 'assistant' ? 'assistant' : 'user',
  content:
    isJsonObject(message) && typeof message.content === 'string'
      ? [{ type: 'text', text: message.content }]
      : blocksOf(message),
});

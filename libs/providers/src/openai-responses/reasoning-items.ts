import type { ReasoningPart, ReasoningSignature, RedactedReasoningPart } from '@switchyard/domain';
import type { JsonObject } from '../json.js';
import { fromSignatureText, toSignatureText } from '../reasoning-signature-text.js';
import { REASONING_FORMAT } from './reasoning-format.js';

/** Stands in the place of an item's id where a provider keeps its reasoning to itself; no item has such an id. */
const REDACTED = 'redacted';
/** No format has this name, so a text made for it always tells where the seal came from. */
const NO_FORMAT = '';

/**
 * A seal as the `encrypted_content` of an item. OpenAI's own is bound to the id of its item, so it stands as it is only
 * under that id; everything else is marked with where it came from and comes back so with the next turn.
 */
export const toEncryptedContent = (signature: ReasoningSignature, itemId: string): string =>
  toSignatureText(signature, signature.itemId === itemId ? REASONING_FORMAT : NO_FORMAT);

export const redactedContent = ({ format, data }: Pick<RedactedReasoningPart, 'format' | 'data'>): string =>
  toSignatureText({ format, value: data, itemId: REDACTED }, NO_FORMAT);

export const reasoningItem = (id: string, text: string, encryptedContent: string | null): JsonObject => ({
  id,
  type: 'reasoning',
  summary: text === '' ? [] : [{ type: 'summary_text', text }],
  ...(encryptedContent !== null && { encrypted_content: encryptedContent }),
});

/** What was sealed, as the text of an item says. */
export type Sealed = { readonly isRedacted: boolean; readonly signature: ReasoningSignature };

/** The reverse of `toEncryptedContent` and `redactedContent`. */
export function readEncryptedContent(text: string, itemId: string | null): Sealed {
  const signature = fromSignatureText(text, REASONING_FORMAT);
  const isUnmarked = signature.value === text;
  return {
    isRedacted: !isUnmarked && signature.itemId === REDACTED,
    signature: isUnmarked ? { ...signature, itemId } : signature,
  };
}

/** An item of an earlier turn; null when it holds nothing that another endpoint could use. */
export function toReasoningPart(
  text: string,
  encryptedContent: string | null,
  itemId: string | null,
): ReasoningPart | RedactedReasoningPart | null {
  if (!encryptedContent) return text === '' ? null : { type: 'reasoning', text, signature: null };
  const { isRedacted, signature } = readEncryptedContent(encryptedContent, itemId);
  return isRedacted
    ? { type: 'redacted-reasoning', format: signature.format, data: signature.value }
    : { type: 'reasoning', text, signature };
}
